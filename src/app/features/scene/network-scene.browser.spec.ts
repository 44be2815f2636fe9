import { perceptronSpec } from '#model';
import { customColour } from '../../platform/custom-colour.ts';
import type { NetworkScene } from './network-scene.ts';
import { SceneRenderer } from './scene-renderer.ts';
import { meterOf, type GlMeter } from './testing/gl-meter.ts';
import { ACTIVATIONS, FREE, ScenePage } from './testing/scene-page.ts';

describe('NetworkScene', () => {
  let clock: ScenePage['clock'];
  let fixture: ScenePage['fixture'];
  let set: ScenePage['set'];
  let settle: ScenePage['settle'];
  let canvas: ScenePage['canvas'];
  let meter: GlMeter | undefined;

  async function mount(hasWebGl = true): Promise<NetworkScene> {
    if (!hasWebGl) spyOn(HTMLCanvasElement.prototype, 'getContext').and.returnValue(null);
    ({ clock, fixture, set, settle, canvas } = new ScenePage());
    await settle();
    const gl = canvas().getContext('webgl2');
    meter = gl ? meterOf(gl) : undefined;
    return fixture.componentInstance;
  }

  it('is named, and reached by keyboard', async () => {
    await mount();
    expect(canvas().getAttribute('aria-label')).toBe('Network in 3D');
    expect(canvas().getAttribute('role')).toBe('application');
    expect(canvas().tabIndex).toBe(0);
  });

  it("shows signals in the colours of the page's theme", async () => {
    const page = document.documentElement;
    const setPalette = spyOn(SceneRenderer.prototype, 'setPalette').and.callThrough();
    const warm = (): number[] | undefined =>
      setPalette.calls.mostRecent().args[0].positive[1].map((part) => 255 * part);
    try {
      await mount();
      expect(warm()).toEqual([...customColour(page, '--warm')]);
      const dark = warm();
      page.dataset['theme'] = 'light';
      set({ theme: 'light' });
      await settle();
      expect(warm()).toEqual([...customColour(page, '--warm')]);
      expect(warm()).not.toEqual(dark);
    } finally {
      delete page.dataset['theme'];
    }
  });

  it('draws when something changes, and never when nothing does', async () => {
    await mount();
    meter?.reset();
    await settle();
    expect(meter?.draws).toBe(0);
    set({ activations: ACTIVATIONS, predictedOutput: 3 });
    await settle();
    expect(meter?.draws).toBeGreaterThan(0);
    meter?.reset();
    await settle();
    expect(meter?.draws).toBe(0);
  });

  it('reports where the outputs are: inside the free area, from top to bottom', async () => {
    const scene = await mount();
    const anchors = scene.outputAnchors();
    expect(anchors.length).toBe(10);
    anchors.forEach(({ x, y }, index) => {
      expect(x).toBeGreaterThan(FREE.left);
      expect(x).toBeLessThan(FREE.left + FREE.width);
      expect(y).toBeGreaterThan(anchors[index - 1]?.y ?? FREE.top);
      expect(y).toBeLessThan(FREE.top + FREE.height);
    });
    set({ freeArea: { ...FREE, left: 20 } });
    await settle();
    expect(scene.outputAnchors()[0]?.x).toBeCloseTo((anchors[0]?.x ?? 0) - 130, 1);
  });

  it('writes sizes and digits beside layers and outputs, the answer set apart', async () => {
    await mount();
    set({ activations: ACTIVATIONS, predictedOutput: 3 });
    await settle();
    const labels = [...(fixture.nativeElement as HTMLElement).querySelectorAll('.labels .name')];
    const texts = labels.map(({ textContent }) => textContent.trim());
    expect(texts).toEqual(['784', '16', '10', ...Array.from({ length: 10 }, (_, i) => String(i))]);
    const answers = labels.filter((label) => label.classList.contains('answer'));
    expect(answers.map(({ textContent }) => textContent.trim())).toEqual(['3']);
  });

  it('tells a story frame after frame, without uploads, and then draws nothing', async () => {
    await mount();
    set({ activations: ACTIVATIONS, predictedOutput: 3 });
    await settle();
    meter?.reset();
    set({ telling: { story: { startMs: clock.now() - 300, pace: 1 } } });
    await settle();
    const { draws = 0, uploadedBytes = -1 } = meter ?? {};
    expect(draws).toBeGreaterThan(5);
    expect(uploadedBytes).toBe(0);
    set({ telling: {} });
    await settle();
    meter?.reset();
    await settle();
    expect([meter?.draws, clock.isFrameRequested]).toEqual([0, false]);
  });

  it('draws what there is within 80 ms of the end of a story, whenever that is', async () => {
    await mount();
    set({ activations: ACTIVATIONS, predictedOutput: 3, isMotionReduced: false });
    await settle();
    const render = spyOn(SceneRenderer.prototype, 'render').and.callThrough();
    for (const ms of [300, 600, 1000, 1300, 1700, 2000]) {
      set({ telling: { story: { startMs: clock.now() - ms, pace: 1 } } });
      await settle();
      expect(render.calls.mostRecent().args[0].story).withContext(String(ms)).toBeDefined();
      set({ telling: {} });
      fixture.detectChanges();
      render.calls.reset();
      // Within 80 ms by the clock, however busy the GPU of the specs is.
      for (let frame = 0; frame < 5 && render.calls.count() === 0; frame++) {
        await new Promise(requestAnimationFrame);
        clock.pass(16);
      }
      const drawn = render.calls.allArgs().map(([{ story, focus }]) => story ?? focus);
      expect(drawn).withContext(String(ms)).toEqual([undefined]);
    }
  });

  it('rings the neuron that a sentence points at, unless somebody points at another', async () => {
    await mount();
    const setHighlight = spyOn(SceneRenderer.prototype, 'setHighlight').and.callThrough();
    set({ telling: { pointedAt: { layer: 1, neuron: 5 } } });
    await settle();
    expect(setHighlight.calls.mostRecent().args).toEqual([-1, 784 + 5]);
    set({ telling: {} });
    await settle();
    expect(setHighlight.calls.mostRecent().args).toEqual([-1, -1]);
  });

  it('lets the names of layers be chosen where one can stop at them', async () => {
    const scene = await mount();
    const stops: number[] = [];
    scene.stop.subscribe((layer) => stops.push(layer));
    const buttons = (): HTMLButtonElement[] => [
      ...(fixture.nativeElement as HTMLElement).querySelectorAll<HTMLButtonElement>('button'),
    ];
    expect(buttons()).toEqual([]);
    set({ hasStops: true });
    await settle();
    expect(buttons().map(({ textContent }) => textContent.trim())).toEqual(['784', '16', '10']);
    buttons()[1]?.click();
    expect(stops).toEqual([1]);
    for (const button of buttons()) {
      const { width, height } = button.getBoundingClientRect();
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
    }
  });

  it('says when its context is lost, and draws again when it is back', async () => {
    const scene = await mount();
    const extension = canvas().getContext('webgl2')?.getExtension('WEBGL_lose_context');
    const happens = (type: string): Promise<unknown> =>
      new Promise((resolve) => {
        canvas().addEventListener(type, resolve, { once: true });
      });
    const lost = happens('webglcontextlost');
    extension?.loseContext();
    await lost;
    expect(scene.state()).toBe('lost');
    const restored = happens('webglcontextrestored');
    meter?.reset();
    await new Promise(requestAnimationFrame); // No context is restored while its loss is still being reported.
    extension?.restoreContext();
    await restored;
    expect(scene.state()).toBe('ok');
    await settle();
    expect(meter?.draws).toBeGreaterThan(0);
  });

  it('takes another canvas when its context does not come back, and offers one when that fails', async () => {
    const scene = await mount();
    set({ activations: ACTIVATIONS, predictedOutput: 3 });
    await settle();
    const lose = async (): Promise<void> => {
      const lost = new Promise((resolve) => {
        canvas().addEventListener('webglcontextlost', resolve, { once: true });
      });
      canvas().getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
      await lost;
    };
    const first = canvas();
    first.focus();
    await lose();
    expect(scene.state()).toBe('lost');
    expect(clock.delays.length).toBe(1);
    clock.elapse();
    await settle();
    expect(canvas()).not.toBe(first);
    expect(document.activeElement).toBe(canvas());
    expect(scene.state()).toBe('ok');
    const gl = canvas().getContext('webgl2');
    meter = gl ? meterOf(gl) : undefined;
    set({ predictedOutput: 4 });
    await settle();
    expect(meter?.vertices).toBeGreaterThan(6 * (400 * 16 + 16 * 10));

    await lose();
    const getContext = spyOn(HTMLCanvasElement.prototype, 'getContext').and.returnValue(null);
    for (let tries = 0; scene.state() === 'lost' && tries < 10; tries++) {
      clock.elapse();
      await settle();
    }
    expect(scene.state()).toBe('gone');
    expect(clock.delays).toEqual([]);
    getContext.and.callThrough();
    scene.retry();
    await settle();
    expect(scene.state()).toBe('ok');
  });

  it('marks the picked neuron in another network too', async () => {
    await mount();
    const setHighlight = spyOn(SceneRenderer.prototype, 'setHighlight').and.callThrough();
    set({ selection: { layer: 2, neuron: 3 } });
    await settle();
    expect(setHighlight.calls.mostRecent().args).toEqual([784 + 16 + 3, -1]);
    set({ network: perceptronSpec([784, 26, 10]), weights: undefined });
    await settle();
    expect(setHighlight.calls.mostRecent().args).toEqual([784 + 26 + 3, -1]);
    set({ network: perceptronSpec([784, 2]) });
    await settle();
    expect(setHighlight.calls.mostRecent().args).toEqual([-1, -1]);
  });

  it('says when there is no WebGL2, and keeps working', async () => {
    const scene = await mount(false);
    expect(scene.state()).toBe('unsupported');
    expect(canvas().hidden).toBeTrue();
    set({ activations: ACTIVATIONS, predictedOutput: 3, theme: 'light' });
    set({ telling: { story: { startMs: clock.now(), pace: 1 } } });
    await settle();
    expect(scene.outputAnchors()).toEqual([]);
  });

  it('keeps what is on the GPU when the same network comes again and when panels move', async () => {
    await mount();
    set({ activations: ACTIVATIONS, predictedOutput: 3 });
    await settle();
    const connections = 400 * 16 + 16 * 10;
    const textures = meter?.textures;
    meter?.reset();
    set({ network: perceptronSpec([784, 16, 10]), freeArea: { ...FREE, left: 100 } });
    await settle();
    expect(meter?.textures).toBe(textures);
    expect(meter?.uploadedBytes).toBe(0);
    expect(meter?.vertices).toBeGreaterThan(6 * connections);
  });

  it('lays out networks of other shapes when they arrive', async () => {
    const scene = await mount();
    set({ network: perceptronSpec([784, 26]), weights: undefined });
    await settle();
    expect(scene.outputAnchors().length).toBe(26);
  });
});
