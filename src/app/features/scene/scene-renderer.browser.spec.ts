import { activeSources } from '#model';
import type { SceneRenderer } from './scene-renderer.ts';
import type { LayerSignal } from './scene-signals.ts';
import type { GlMeter } from './testing/gl-meter.ts';
import { SmallScene, VIEWPORT } from './testing/small-scene.ts';

describe('SceneRenderer', () => {
  let scene: SmallScene;
  let canvas: HTMLCanvasElement;
  let gl: WebGL2RenderingContext;
  let meter: GlMeter;
  let renderer: SceneRenderer;
  let build: SmallScene['build'];
  let buildTwo: SmallScene['buildTwo'];
  let show: SmallScene['show'];
  let draw: SmallScene['draw'];
  let lightOn: SmallScene['lightOn'];
  let pixels: SmallScene['pixels'];

  beforeEach(() => {
    scene = new SmallScene();
    ({ canvas, gl, meter, renderer, build, buildTwo, show, draw, lightOn, pixels } = scene);
  });

  afterEach(() => {
    renderer.dispose();
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

  it('draws a layer dark whose neurons are all at rest, and connections that all carry nothing', () => {
    const weights = [new Float32Array(24), new Float32Array(12)];
    build([4, 6, 2], weights);
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
      return pixels(0, 0, VIEWPORT.width, VIEWPORT.height);
    };
    const dark = drawn(1);
    expect(dark.some((channel) => channel > 0)).toBeTrue();
    // The largest of values that are all 0.
    const changed = drawn(0).filter((channel, index) => channel !== dark[index]);
    expect(changed.length).toBe(0);
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
});
