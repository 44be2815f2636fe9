import { activeSources, rankWeights, strongestThresholds } from '#model';
import type { WebGLRenderer } from 'three';
import { projector } from './camera/camera-pose.ts';
import { CameraRig } from './camera/camera-rig.ts';
import { layoutNetwork, neuronPosition, type NetworkLayout } from './geometry/network-layout.ts';
import { paletteOf } from './meshes/palette.ts';
import { DEFAULT_SCENE_OPTIONS } from './meshes/scene-options.ts';
import { SceneRenderer, type LayerSignal, type FrameParameters } from './scene-renderer.ts';
import { layerSignals } from './scene-signals.ts';
import { meterOf, type GlMeter } from './testing/gl-meter.ts';
import type { SceneFocus } from './story/scene-focus.ts';

const VIEWPORT = { width: 480, height: 360 };
const FREE_AREA = { left: 0, top: 0, ...VIEWPORT };
const [WARM, COOL] = [
  [1, 0.77, 0.42],
  [0.31, 0.82, 1],
] as const;

describe('SceneRenderer', () => {
  let canvas: HTMLCanvasElement;
  let gl: WebGL2RenderingContext;
  let meter: GlMeter;
  let renderer: SceneRenderer;
  let rig: CameraRig;
  let layout: NetworkLayout;
  let weights: readonly Float32Array[];

  beforeEach(() => {
    canvas = document.createElement('canvas');
    const context = canvas.getContext('webgl2', { alpha: true, antialias: false, depth: false });
    if (!context) throw new Error('expected WebGL2 in the browser of the tests');
    gl = context;
    meter = meterOf(gl);
    renderer = new SceneRenderer(canvas, gl);
    renderer.setPalette(paletteOf('dark', (name) => (name === '--cool' ? COOL : WARM)));
    renderer.setOptions(DEFAULT_SCENE_OPTIONS);
    rig = new CameraRig();
  });

  afterEach(() => {
    renderer.dispose();
  });

  function build(architecture: readonly number[], layers: readonly Float32Array[]): void {
    layout = layoutNetwork(architecture, 4 / 3);
    weights = layers;
    rig.setStage(layout, FREE_AREA, true);
    renderer.setLayout(layout);
    renderer.setWeights(layers);
  }

  /** @param carried values of each layer from input to output */
  function show(...carried: readonly Float32Array[]): void {
    showAs(undefined, carried);
  }

  /** @param relevances one array per layer from input to output */
  function showAs(
    relevances: readonly Float32Array[] | undefined,
    carried: readonly Float32Array[],
  ): void {
    const signals = carried.map((values): LayerSignal => ({
      values,
      active: activeSources(values),
      scale: 1,
    }));
    renderer.setSignals(signals, false);
    renderer.setRankings(
      weights.map((layer, index) =>
        strongestThresholds(layer, carried[index] ?? new Float32Array(), DEFAULT_SCENE_OPTIONS),
      ),
      relevances,
    );
  }

  function draw(other: Partial<FrameParameters> = {}): void {
    renderer.render({
      pose: rig.pose,
      freeArea: FREE_AREA,
      viewport: VIEWPORT,
      pixelRatio: 1,
      depthRange: rig.depthRange(),
      ...other,
    });
  }

  /** The brightest pixel near a point of a connection, given as a share of its length. */
  function lightOn(source: number, target: number, part = 0.6): readonly number[] {
    const [from, to] = [layout.layers[0], layout.layers[1]];
    if (!from || !to) throw new Error('expected two layers');
    const project = projector(rig.pose, FREE_AREA);
    const [a, b] = [project(neuronPosition(from, source)), project(neuronPosition(to, target))];
    const x = Math.round(a.x + (b.x - a.x) * part);
    const y = Math.round(VIEWPORT.height - (a.y + (b.y - a.y) * part));
    const pixels = new Uint8Array(4 * 25);
    gl.readPixels(x - 2, y - 2, 5, 5, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    const all = Array.from({ length: 25 }, (_, i) => [...pixels.subarray(i * 4, i * 4 + 3)]);
    const sum = (pixel: readonly number[]): number => pixel.reduce((total, c) => total + c, 0);
    return all.reduce((most, pixel) => (sum(pixel) > sum(most) ? pixel : most));
  }

  /** Two outputs for a 2 by 2 image: the first pixel counts for one and against the other. */
  const buildTwo = (): void => {
    build([4, 2], [Float32Array.of(5, 1, 0, 0, -5, 0, 0, 1)]);
  };

  it('carries values back from targets to those sources that gave anything on', () => {
    build([4, 2, 2], [new Float32Array(8).fill(1), Float32Array.of(2, 0.01, 2, 0.01)]);
    const line = (source: number, target: number): number => {
      const [from, to] = [layout.layers[1], layout.layers[2]];
      if (!from || !to) throw new Error('expected three layers');
      const project = projector(rig.pose, FREE_AREA);
      const [a, b] = [project(neuronPosition(from, source)), project(neuronPosition(to, target))];
      const pixels = new Uint8Array(4 * 9);
      const [x, y] = [(a.x + b.x) / 2, VIEWPORT.height - (a.y + b.y) / 2];
      gl.readPixels(Math.round(x) - 1, Math.round(y) - 1, 3, 3, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
      return Math.max(...pixels.filter((_, index) => index % 4 < 3));
    };
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

  it('only hints at the neurons of a layer that is not looked at, dull ones too', () => {
    buildTwo();
    show(new Float32Array(4), new Float32Array(2));
    const onNeuron = (presence: readonly number[]): number => {
      draw({ presence });
      return Math.max(...lightOn(0, 0, 1));
    };
    const dull = onNeuron([1, 1]);
    expect(dull).toBeGreaterThan(20);
    expect(onNeuron([1, 0.08])).toBeLessThan(dull * 0.3);
    expect(onNeuron([1, 0])).toBeLessThan(5);
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

  /** The whole picture, RGBA bytes. */
  function picture(): Uint8Array {
    const pixels = new Uint8Array(4 * VIEWPORT.width * VIEWPORT.height);
    gl.readPixels(0, 0, VIEWPORT.width, VIEWPORT.height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    return pixels;
  }

  it('draws a layer dark whose neurons are all at rest, and connections that all carry nothing', () => {
    build([4, 6, 2], [new Float32Array(24), new Float32Array(12)]);
    const ink = Float32Array.of(1, 1, 1, 1);
    const drawn = (scale: number): Uint8Array => {
      const signals = [ink, new Float32Array(6), new Float32Array(2)].map(
        (values): LayerSignal => ({
          values,
          active: activeSources(values),
          scale: values === ink ? 1 : scale,
        }),
      );
      renderer.setSignals(signals, false);
      renderer.setRankings(
        weights.map((layer) => ({
          thresholds: new Float32Array(layer.length),
          scale,
          meanShown: scale,
        })),
        undefined,
      );
      draw();
      return picture();
    };
    const dark = drawn(1);
    expect(dark.some((channel) => channel > 0)).toBeTrue();
    // The largest of values that are all 0.
    const changed = drawn(0).filter((channel, index) => channel !== dark[index]);
    expect(changed.length).toBe(0);
  });

  it('shows the strongest weights of a network at rest, and returns to contributions', () => {
    buildTwo();
    renderer.setSignals(layerSignals([4, 2], undefined, true), true);
    const layers = weights.map((layer) => ({ weights: layer, biases: new Float32Array(2) }));
    renderer.setRankings(rankWeights(layers, 1), undefined);
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

  it('draws a layer of connections in one call, six vertices for each that carries anything', () => {
    build(
      [784, 128, 64, 10],
      [128 * 784, 64 * 128, 10 * 64].map((n) => new Float32Array(n).fill(1)),
    );
    const inked = (count: number, of: number): Float32Array =>
      Float32Array.from({ length: of }, (_, i) => (i < count ? 1 : 0));
    show(inked(100, 784), inked(50, 128), inked(20, 64), inked(10, 10));
    draw();
    expect(meter.draws).toBe(3 + 1 + 3);
    const connections = 100 * 128 + 50 * 64 + 20 * 10;
    // Plus the input's sheet, and one quad for the highlight in each layer of neurons. Those that take the image have
    // a second one, above their neighbours.
    const quads = connections + 785 + (2 * 128 + 1) + 65 + 11;
    expect(meter.vertices).toBe(6 * quads);
  });

  it('uploads at most 8 KB for a stroke, and no weights', () => {
    build(
      [784, 128, 64, 10],
      [128 * 784, 64 * 128, 10 * 64].map((n) => new Float32Array(n).fill(1)),
    );
    const full = [784, 128, 64, 10].map((n) => new Float32Array(n).fill(1));
    show(...full);
    draw();
    meter.reset();
    show(...full);
    draw();
    expect(meter.uploadedBytes).toBeGreaterThan(0);
    expect(meter.uploadedBytes).toBeLessThanOrEqual(8192);
    meter.reset();
    draw();
    expect(meter.uploadedBytes).toBe(0);
  });

  it('keeps its textures from checkpoint to checkpoint, and frees those of another network', () => {
    buildTwo();
    show(Float32Array.of(1, 0, 0, 0), new Float32Array(2));
    draw();
    const before = meter.textures;
    for (let i = 0; i < 5; i++) {
      renderer.setWeights([new Float32Array(8).fill(i)]);
      draw();
    }
    expect(meter.textures).toBe(before);
    for (let i = 0; i < 3; i++) {
      buildTwo();
      show(Float32Array.of(1, 0, 0, 0), new Float32Array(2));
      draw();
    }
    expect(meter.textures).toBe(before);
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

  it('lets a wave light connections as it passes, and leaves a quarter of the light to the others', () => {
    buildTwo();
    show(Float32Array.of(1, 0, 0, 0), new Float32Array(2));
    const lightWith = (passed: number, dusk = 1): number => {
      draw({ story: { dusk, rise: 1, passed, growth: [1], bloom: 0 } });
      return Math.max(...lightOn(0, 0, 0.7));
    };
    draw();
    const all = Math.max(...lightOn(0, 0, 0.7));
    expect(all).toBeGreaterThan(40);
    expect(lightWith(-1, 0)).toBe(all);
    for (const passed of [-1, 0.3]) {
      expect(lightWith(passed)).toBeGreaterThan(0.2 * all);
      expect(lightWith(passed)).toBeLessThan(0.3 * all);
    }
    expect(lightWith(0.7)).toBeGreaterThan(1.2 * all);
    expect(lightWith(2)).toBe(all);
  });

  it('lets pixels fly from the paper to the plane in the same draw call, top rows first, without an upload', () => {
    buildTwo();
    show(Float32Array.of(1, 0, 1, 0), new Float32Array(2));
    const paper = { left: 200, top: 300, width: 40, height: 40 };
    /** The brightest of the pixels of a rectangle, CSS pixels. */
    const brightest = (left: number, top: number, width: number, height: number): number => {
      const pixels = new Uint8Array(4 * width * height);
      const bottom = VIEWPORT.height - top - height;
      gl.readPixels(left, bottom, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
      return Math.max(...pixels);
    };
    const drawAt = (rise: number): void => {
      draw({ paper, story: { dusk: 1, rise, passed: -1, growth: [0], bloom: 0 } });
    };
    /** Light where the paper is. */
    const onPaper = (): number => brightest(200, 300, 40, 40);
    draw();
    const without = onPaper();
    meter.reset();
    drawAt(0);
    const [draws, vertices] = [meter.draws, meter.vertices];
    meter.reset();
    drawAt(0.05);
    expect([meter.draws, meter.uploadedBytes]).toEqual([draws, 0]);
    expect(meter.vertices).toBe(vertices + 6 * 4);
    // The upper of two inked pixels has left; the lower one is still there later.
    expect(brightest(200, 280, 40, 38)).toBeGreaterThan(150);
    drawAt(0.35);
    expect(onPaper()).toBeGreaterThan(150);
    meter.reset();
    drawAt(1);
    expect(onPaper()).toBe(without);
    expect(meter.vertices).toBe(vertices);
  });

  it('shows only what a sentence speaks of', () => {
    buildTwo();
    const pixels = new Float32Array(4);
    showAs([pixels, Float32Array.of(1, 0.1)], [Float32Array.of(1, 1, 1, 1), new Float32Array(2)]);
    const focus = { layers: [1, 1], connections: [1], leastRelevance: [], votes: [], bloom: 0 };
    /** Light to the first output, for it and against the second, and for the second. */
    const lights = (other: Partial<SceneFocus>): number[] => {
      draw({ focus: { ...focus, ...other } });
      const all = [0.7, 0.72, 0.74, 0.76, 0.78, 0.8].map((part) => lightOn(0, 1, part)).flat();
      return [Math.max(...lightOn(0, 0)), Math.max(...all), Math.max(...lightOn(3, 1))];
    };
    const [first = 0] = lights({});
    expect(first).toBeGreaterThan(50);
    expect(lights({ connections: [0.1] })[0]).toBeLessThan(0.3 * first);
    expect(lights({ leastRelevance: [0, 0.15] }).slice(1)).toEqual([0, 0]);
    const [forFirst = 0, against = 0, forSecond = 0] = lights({
      votes: [
        { output: 0, sign: 1 },
        { output: 1, sign: -1 },
      ],
    });
    expect(forFirst).toBeGreaterThan(50);
    expect(against).toBeGreaterThan(50);
    expect(forSecond).toBe(0);
  });

  it('survives the loss of its context', async () => {
    buildTwo();
    show(Float32Array.of(1, 0, 0, 0), new Float32Array(2));
    draw();
    const before = lightOn(0, 0);
    const extension = gl.getExtension('WEBGL_lose_context');
    const happens = (type: string): Promise<unknown> =>
      new Promise((resolve) => {
        canvas.addEventListener(type, resolve, { once: true });
      });
    const lost = happens('webglcontextlost');
    extension?.loseContext();
    await lost;
    const restored = happens('webglcontextrestored');
    await new Promise(requestAnimationFrame); // No context is restored while its loss is still being reported.
    extension?.restoreContext();
    await restored;
    draw();
    expect(lightOn(0, 0)).toEqual(before);
  });

  it('gives its context back when it is done', () => {
    buildTwo();
    draw();
    renderer.dispose();
    expect(gl.isContextLost()).toBeTrue();
  });

  it('is busy until the shaders of the newest network are there', async () => {
    const finish: (() => void)[] = [];
    const { renderer: three } = renderer as unknown as { renderer: WebGLRenderer };
    spyOn(three, 'compileAsync').and.callFake(
      (scene) =>
        new Promise((resolve) => {
          finish.push(() => {
            resolve(scene);
          });
        }),
    );
    renderer.setLayout(layoutNetwork([784, 16, 10], 4 / 3));
    renderer.setLayout(layoutNetwork([784, 26, 10], 4 / 3));
    finish[0]?.();
    await Promise.resolve();
    await Promise.resolve();
    expect(renderer.isBusy()).toBeTrue();
    finish[1]?.();
    await Promise.resolve();
    await Promise.resolve();
    expect(renderer.isBusy()).toBeFalse();
  });
});
