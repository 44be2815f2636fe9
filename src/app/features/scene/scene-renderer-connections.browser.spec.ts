import { activeSources, rankWeights } from '#model';
import { DEFAULT_SCENE_OPTIONS } from './meshes/scene-options.ts';
import type { SceneRenderer } from './scene-renderer.ts';
import { layerSignals } from './scene-signals.ts';
import type { GlMeter } from './testing/gl-meter.ts';
import { SmallScene } from './testing/small-scene.ts';

describe('SceneRenderer, connections', () => {
  let scene: SmallScene;
  let meter: GlMeter;
  let renderer: SceneRenderer;
  let build: SmallScene['build'];
  let buildTwo: SmallScene['buildTwo'];
  let show: SmallScene['show'];
  let showAs: SmallScene['showAs'];
  let draw: SmallScene['draw'];
  let lightOn: SmallScene['lightOn'];

  beforeEach(() => {
    scene = new SmallScene();
    ({ meter, renderer, build, buildTwo, show, showAs, draw, lightOn } = scene);
  });

  afterEach(() => {
    renderer.dispose();
  });

  it('carries values back from targets to those sources that gave anything on', () => {
    build([4, 2, 2], [new Float32Array(8).fill(1), Float32Array.of(2, 0.01, 2, 0.01)]);
    const line = (source: number, target: number): number =>
      Math.max(...lightOn(source, target, 0.5, 1));
    const signals = (back: boolean): void => {
      const carried = [new Float32Array(4), Float32Array.of(1, 0), Float32Array.of(0, 1)];
      renderer.setSignals(
        carried.map((values) => ({ values, active: activeSources(values), scale: 1 })),
        false,
        back,
      );
      const ranking = { thresholds: new Float32Array(2), scale: 2, meanShown: 0.3 };
      renderer.setRankings([ranking, ranking], undefined);
      draw();
    };
    signals(false);
    expect(line(0, 0)).toBeGreaterThan(40);
    signals(true);
    expect(line(0, 0)).toBeLessThan(10);
    expect(line(0, 1)).toBeGreaterThan(40);
  });

  it('only hints at the connections of a layer that is not looked at, unless a neuron is picked', () => {
    buildTwo();
    show(new Float32Array(4).fill(1), new Float32Array(2));
    const light = (presence?: readonly number[]): number => {
      draw(presence && { presence });
      return Math.max(...lightOn(0, 0));
    };
    const full = light();
    expect(full).toBeGreaterThan(50);
    expect(light([1, 1])).toBe(full);
    expect(light([1, 0.08])).toBeLessThan(full * 0.2);
    expect(light([0.08, 1])).toBeLessThan(full * 0.2);
    expect(light([1, 0])).toBeLessThan(full * 0.2);
    renderer.setHighlight(4, -1);
    expect(light([1, 0.08])).toBeGreaterThan(full * 0.5);
  });

  it('leaves blank paper dark: not one connection is drawn', () => {
    buildTwo();
    show(new Float32Array(4), new Float32Array(2));
    draw();
    expect(meter.draws).toBe(2);
    for (const [source, target] of [
      [0, 0],
      [0, 1],
      [3, 1],
    ] as const) {
      expect(Math.max(...lightOn(source, target, 0.75))).toBe(0);
    }
  });

  it('draws positive contributions in warm and negative ones in cool colours', () => {
    buildTwo();
    show(Float32Array.of(1, 0, 0, 0), new Float32Array(2));
    draw();
    const [warmRed = 0, , warmBlue = 0] = lightOn(0, 0);
    expect(warmRed).toBeGreaterThan(80);
    expect(warmRed).toBeGreaterThan(warmBlue * 1.5);
    const cool = [0.7, 0.72, 0.74, 0.76, 0.78, 0.8].map((part) => lightOn(0, 1, part));
    // The line is dashed, so that only some points are lit.
    const [coolRed = 0, , coolBlue = 0] = cool.reduce((a, b) =>
      (b[2] ?? 0) > (a[2] ?? 0) ? b : a,
    );
    expect(coolBlue).toBeGreaterThan(80);
    expect(coolBlue).toBeGreaterThan(coolRed * 1.5);
    // A blank pixel contributes nothing, whatever its weight.
    expect(Math.max(...lightOn(3, 1, 0.75))).toBe(0);
  });

  it('shows the strongest weights of a network at rest, and returns to contributions', () => {
    const weights = buildTwo();
    renderer.setSignals(layerSignals([4, 2], undefined, true), true);
    renderer.setRankings(rankWeights([{ weights, biases: new Float32Array(2) }], 1), undefined);
    draw();
    const [warmRed = 0, , warmBlue = 0] = lightOn(0, 0);
    expect(warmRed).toBeGreaterThan(80);
    expect(warmRed).toBeGreaterThan(warmBlue * 1.5);
    // The strongest weight of the second output is 5, so that 1 is not shown.
    expect(Math.max(...lightOn(3, 1, 0.75))).toBe(0);
    show(new Float32Array(4), new Float32Array(2));
    draw();
    expect(Math.max(...lightOn(0, 0, 0.75))).toBe(0);
  });

  it('shows only the connections of a picked neuron', () => {
    buildTwo();
    show(Float32Array.of(1, 1, 1, 1), new Float32Array(2));
    renderer.setHighlight(4, -1);
    draw();
    expect(Math.max(...lightOn(0, 0))).toBeGreaterThan(40);
    expect(Math.max(...lightOn(3, 1, 0.75))).toBe(0);
    meter.reset();
    // For a pixel, too, only its own connections are shown.
    renderer.setHighlight(3, -1);
    draw();
    expect(Math.max(...lightOn(0, 0, 0.75))).toBe(0);
  });

  it('leaves in the dark what leads to a neuron that does not raise the answer', () => {
    buildTwo();
    const drawing = [Float32Array.of(1, 1, 1, 1), new Float32Array(2)];
    const pixels = new Float32Array(4);
    /** Light to the first and to the second output. */
    const lights = (relevances?: readonly Float32Array[]): number[] => {
      showAs(relevances, drawing);
      draw();
      return [lightOn(0, 0), lightOn(3, 1)].map((pixel) => Math.max(...pixel));
    };
    const [first = 0, second = 0] = lights([pixels, Float32Array.of(1, 0)]);
    const [evenFirst = 0, evenSecond = 0] = lights();
    expect(first).toBeGreaterThan(evenFirst);
    expect(second).toBeLessThan(0.4 * evenSecond);
    const [otherFirst = 0, otherSecond = 0] = lights([pixels, Float32Array.of(0, 1)]);
    expect(otherFirst).toBeLessThan(0.4 * evenFirst);
    expect(otherSecond).toBeGreaterThan(evenSecond);

    // What is picked is shown for itself, and the other setting shows everything alike.
    renderer.setHighlight(5, -1);
    const picked = lights([pixels, Float32Array.of(1, 0)]);
    expect(picked).toEqual(lights());
    renderer.setHighlight(-1, -1);
    renderer.setOptions({ ...DEFAULT_SCENE_OPTIONS, lightFollows: 'everything' });
    expect(lights([pixels, Float32Array.of(1, 0)])).toEqual([evenFirst, evenSecond]);
  });

  it('draws fainter lines where they are all about as strong as the strongest', () => {
    const lightWith = (meanShown: number, strongest = 24): number => {
      renderer.setOptions({ ...DEFAULT_SCENE_OPTIONS, strongest });
      renderer.setRankings([{ thresholds: new Float32Array(1), scale: 1, meanShown }], undefined);
      draw();
      return Math.max(...lightOn(0, 0));
    };
    build([25, 1], [new Float32Array(25).fill(0.5)]);
    renderer.setSignals(layerSignals([25, 1], undefined, true), true);
    const usual = lightWith(0.3);
    expect(usual).toBeGreaterThan(20);
    expect(lightWith(0.1)).toBe(usual);
    expect(lightWith(0)).toBe(usual);
    expect(lightWith(0.9)).toBeLessThan(0.6 * usual);
    // A single line to each neuron is its strongest, and does not blind.
    expect(lightWith(0.9, 1)).toBe(lightWith(0.3, 1));
  });
});
