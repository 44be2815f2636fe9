import type { SceneRenderer } from './scene-renderer.ts';
import type { SceneFocus } from './story/scene-focus.ts';
import type { GlMeter } from './testing/gl-meter.ts';
import { SmallScene, VIEWPORT } from './testing/small-scene.ts';

describe('SceneRenderer, while something is told', () => {
  let scene: SmallScene;
  let meter: GlMeter;
  let renderer: SceneRenderer;
  let buildTwo: SmallScene['buildTwo'];
  let show: SmallScene['show'];
  let showAs: SmallScene['showAs'];
  let draw: SmallScene['draw'];
  let lightOn: SmallScene['lightOn'];
  let pixelsAt: SmallScene['pixels'];

  beforeEach(() => {
    scene = new SmallScene();
    ({ meter, renderer, buildTwo, show, showAs, draw, lightOn, pixels: pixelsAt } = scene);
  });

  afterEach(() => {
    renderer.dispose();
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
      const bottom = VIEWPORT.height - top - height;
      return Math.max(...pixelsAt(left, bottom, width, height));
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
});
