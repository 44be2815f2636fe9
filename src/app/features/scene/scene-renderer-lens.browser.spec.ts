import type { CameraPose } from './camera/camera-pose.ts';
import { neuronPosition } from './geometry/network-layout.ts';
import { addScaled } from './geometry/vector.ts';
import type { Lens } from './lens/lens.ts';
import { colourRamp, RAMP_SIZE, type Rgb } from './meshes/palette.ts';
import type { SceneRenderer } from './scene-renderer.ts';
import { CloseUp, poseAt } from './testing/close-up.ts';

const SIDE = 28;
const PIXELS = SIDE * SIDE;
/** Pixels of the image: one that raises the sum, one that lowers it, one that does nothing; with and without ink. */
const [FOR, AGAINST, NOTHING, FOR_INK, AGAINST_INK, NOTHING_INK] = [200, 210, 220, 400, 410, 420];

describe('SceneRenderer, with a lens', () => {
  let scene: CloseUp;
  let renderer: SceneRenderer;
  let pose: CameraPose;

  beforeEach(() => {
    scene = new CloseUp();
    ({ renderer } = scene);
    scene.build([PIXELS, 2, 1]);
    // Only the second neuron has weights. Their root mean square is 0.25.
    const row = new Float32Array(PIXELS);
    const number = 98;
    for (let i = 0; i < number; i++) row[PIXELS - 1 - i] = i % 2 ? 0.5 : -0.5;
    renderer.setWeights([
      Float32Array.of(...new Float32Array(PIXELS), ...row),
      Float32Array.of(1, 1),
    ]);
    const ink = new Float32Array(PIXELS);
    for (const pixel of [FOR_INK, AGAINST_INK, NOTHING_INK]) ink[pixel] = 1;
    scene.show(ink, new Float32Array(2), new Float32Array(1));
    const plane = scene.layerAt(0);
    pose = poseAt(plane.centre, plane.normal, 4.5);
  });

  afterEach(() => {
    renderer.dispose();
  });

  const draw = (lens?: Lens, share = lens ? 1 : 0): void => {
    scene.draw(pose, { lens: { lens, share } });
  };
  const at = (pixel: number): number[] =>
    scene.pixelAt(pose, neuronPosition(scene.layerAt(0), pixel)).slice(0, 3);

  /** The colour of a pixel, worked out from how much it adds, as a share of what is shown in full colour. */
  function expected(added: number, ink: number): number[] {
    const { palette } = scene;
    const shown = Math.min(1, Math.abs(added * 1.6)) ** (1 - 0.5 * ink);
    const value = shown * Math.sign(added);
    const strength = shown ** 0.8 * (0.45 + 0.55 * ink);
    const entry = Math.floor((value * 0.5 + 0.5) * (RAMP_SIZE - 1) + 0.5);
    const tint = [...colourRamp(palette).subarray(entry * 4, entry * 4 + 3)];
    const grey = ink * 0.55;
    const opacity = mix(palette.cellOpacity, 1, grey);
    const cover = mix(opacity, 1, strength);
    return tint.map((channel, c) => {
      const of = (colour: Rgb): number => 255 * (colour[c] ?? 0);
      const cell = mix(of(palette.cell), of(palette.ink), grey) * opacity;
      const sheet = of(palette.sheet) * palette.sheetOpacity;
      return mix(cell, channel, strength) + sheet * (1 - cover);
    });
  }

  function expectColour(pixel: number, added: number, ink: number): void {
    const colour = at(pixel);
    expected(added, ink).forEach((channel, c) => {
      expect(Math.abs((colour[c] ?? NaN) - channel))
        .withContext(`pixel ${pixel}: ${String(colour)} for ${String(expected(added, ink))}`)
        .toBeLessThan(5);
    });
  }

  it('shows a map on the input plane: as strong as its values say, fully where there is ink', () => {
    const cells = new Float32Array(PIXELS);
    for (const pixel of [FOR, FOR_INK]) cells[pixel] = 0.3;
    for (const pixel of [AGAINST, AGAINST_INK]) cells[pixel] = -0.4;
    draw({ kind: 'map', cells });
    expectColour(FOR, 0.3, 0);
    expectColour(AGAINST, -0.4, 0);
    expectColour(NOTHING, 0, 0);
    expectColour(FOR_INK, 0.3, 1);
    expectColour(AGAINST_INK, -0.4, 1);
    // The digit is still there, in grey.
    expectColour(NOTHING_INK, 0, 1);
    expect(at(NOTHING_INK)[0]).toBeGreaterThan(2 * (at(NOTHING)[0] ?? NaN));
  });

  it('shows the weights of a first-layer neuron, without an upload', () => {
    draw();
    const before = at(PIXELS - 100);
    scene.meter.reset();
    draw({ kind: 'template', neuron: 1 });
    expect(scene.meter.uploadedBytes).toBe(0);
    // 3.2 times the root mean square of the layer, which is by half a neuron's that has weights alone.
    const full = 3.2 * Math.sqrt((98 * 0.25) / (2 * PIXELS));
    for (const [pixel, weight] of [
      [PIXELS - 40, 0.5],
      [PIXELS - 41, -0.5],
    ] as const) {
      expectColour(pixel, weight / full, 0);
    }
    expect(at(PIXELS - 100)).toEqual(before);
    draw({ kind: 'template', neuron: 0 });
    expect(at(PIXELS - 40)).toEqual(before);
  });

  it('shows as much of it as is said, and nothing of it in the end', () => {
    draw();
    const before = [FOR, FOR_INK, NOTHING_INK].map(at);
    const cells = new Float32Array(PIXELS).fill(1);
    const lens: Lens = { kind: 'map', cells };
    draw(lens);
    const [full = NaN] = at(FOR);
    draw(lens, 0.5);
    const [half = NaN] = at(FOR);
    expect(half).toBeGreaterThan(before[0]?.[0] ?? NaN);
    expect(half).toBeLessThan(full);
    draw(lens, 0);
    expect([FOR, FOR_INK, NOTHING_INK].map(at)).toEqual(before);
  });

  it('draws what lowers the sum round, so that it can be told apart without colour', () => {
    const cells = new Float32Array(PIXELS);
    cells[FOR] = 1;
    cells[AGAINST] = -1;
    const plane = scene.layerAt(0);
    // Five pixels fill the picture.
    const cornerOf = (pixel: number): number => {
      const middle = neuronPosition(plane, pixel);
      pose = poseAt(middle, plane.normal, plane.spacing * 5);
      draw({ kind: 'map', cells });
      const edge = plane.radius * 0.9;
      const corner = addScaled(addScaled(middle, plane.right, edge), plane.up, edge);
      return Math.max(...scene.pixelAt(pose, corner).slice(0, 3));
    };
    expect(cornerOf(FOR)).toBeGreaterThan(80);
    expect(cornerOf(AGAINST)).toBeLessThan(60);
  });

  it('uploads a map once', () => {
    const lens: Lens = { kind: 'map', cells: new Float32Array(PIXELS).fill(0.2) };
    draw();
    scene.meter.reset();
    draw(lens, 0.1);
    expect(scene.meter.uploadedBytes).toBe(2 * PIXELS);
    for (const share of [0.5, 1]) draw(lens, share);
    expect(scene.meter.uploadedBytes).toBe(2 * PIXELS);
    // The input plane, the hidden layer and the output, as without a lens.
    scene.meter.reset();
    draw(lens);
    const { draws } = scene.meter;
    scene.meter.reset();
    draw();
    expect(scene.meter.draws).toBe(draws);
  });

  it('shows all of it however far the picked neuron is', () => {
    const lens: Lens = { kind: 'map', cells: new Float32Array(PIXELS).fill(0.3) };
    renderer.setHighlight(PIXELS + 2, -1);
    draw(lens);
    expectColour(FOR, 0.3, 0);
  });

  it('puts a ring around the neurons that a pixel changes most, in the colour of its sign', () => {
    const { normal, spacing, right } = scene.layerAt(1);
    for (const [neuron, weight] of [
      [0, 2],
      [1, -0.5],
    ] as const) {
      const middle = neuronPosition(scene.layerAt(1), neuron);
      pose = poseAt(middle, normal, 0.6);
      const ring = (): number[] => {
        // Beside the tile, whose side is 0.88 of the distance between neurons.
        const found = Array.from({ length: 24 }, (_, step) =>
          scene
            .pixelAt(pose, addScaled(middle, right, spacing * (0.44 + step * 0.004)))
            .slice(0, 3),
        );
        const sum = (colour: number[]): number => colour.reduce((a, b) => a + b, 0);
        return found.reduce((most, colour) => (sum(colour) > sum(most) ? colour : most));
      };
      draw();
      expect(Math.max(...ring())).toBeLessThan(120);
      draw({ kind: 'pixel', reached: [{ neuron, weight }] });
      const [red = NaN, , blue = NaN] = ring();
      expect(Math.max(red, blue)).toBeGreaterThan(200);
      expect(red > blue).toBe(weight > 0);
    }
  });
});

function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}
