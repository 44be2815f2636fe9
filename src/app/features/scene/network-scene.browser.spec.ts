import { type NetworkWeights, type NeuronId, perceptronSpec } from '#model';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { CLOCK } from '../../platform/clock.ts';
import { customColour } from '../../platform/custom-colour.ts';
import { ManualClock } from '../../platform/testing/manual-clock.ts';
import { NetworkScene } from './network-scene.ts';
import { SceneRenderer } from './scene-renderer.ts';
import type { SceneActivations } from './scene-signals.ts';
import { meterOf, type GlMeter } from './testing/gl-meter.ts';

const NETWORK = perceptronSpec([784, 16, 10]);
const WEIGHTS: NetworkWeights = NETWORK.layers.map(({ inputs, outputs }) => ({
  weights: new Float32Array(inputs * outputs).fill(0.1),
  biases: new Float32Array(outputs),
}));
const ACTIVATIONS: SceneActivations = {
  image: new Float32Array(784).fill(0.5, 300, 700),
  layers: [16, 10].map((size) => {
    const values = new Float32Array(size).fill(1);
    return { preActivations: values, activations: values };
  }),
  logits: new Float32Array(10).fill(1),
  probabilities: Float32Array.from({ length: 10 }, (_, digit) => (digit === 3 ? 0.91 : 0.01)),
  rankings: [16, 10].map((size) => ({ thresholds: new Float32Array(size), scale: 0.1 })),
};
const FREE = { left: 150, top: 40, width: 400, height: 320 };

describe('NetworkScene', () => {
  let clock: ManualClock;
  let fixture: ComponentFixture<NetworkScene>;
  let meter: GlMeter | undefined;
  let picks: (NeuronId | undefined)[];

  beforeEach(() => {
    clock = new ManualClock();
    TestBed.configureTestingModule({ providers: [{ provide: CLOCK, useValue: clock }] });
    meter = undefined;
    picks = [];
  });

  async function mount(hasWebGl = true): Promise<NetworkScene> {
    if (!hasWebGl) spyOn(HTMLCanvasElement.prototype, 'getContext').and.returnValue(null);
    fixture = TestBed.createComponent(NetworkScene);
    const host = fixture.nativeElement as HTMLElement;
    host.style.width = '600px';
    host.style.height = '400px';
    set({ name: 'Network in 3D', description: '3D view', isMotionReduced: true });
    set({ network: NETWORK, weights: WEIGHTS, freeArea: FREE });
    fixture.componentInstance.pick.subscribe((neuron) => picks.push(neuron));
    await settle();
    const gl = canvas().getContext('webgl2');
    meter = gl ? meterOf(gl) : undefined;
    return fixture.componentInstance;
  }

  function set(inputs: Readonly<Record<string, unknown>>): void {
    for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
  }

  /** Waits for resize observers, effects and frames. */
  async function settle(): Promise<void> {
    for (let i = 0; i < 4; i++) {
      fixture.detectChanges();
      await new Promise(requestAnimationFrame);
      clock.pass(16);
    }
  }

  function canvas(): HTMLCanvasElement {
    const found = (fixture.nativeElement as HTMLElement).querySelector('canvas');
    if (!found) throw new Error('expected a canvas in the scene');
    return found;
  }

  function press(key: string): void {
    canvas().dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
  }

  function point(type: string, x: number, y: number, other: PointerEventInit = {}): void {
    const { left, top } = canvas().getBoundingClientRect();
    canvas().dispatchEvent(
      new PointerEvent(type, {
        pointerId: 5,
        pointerType: 'mouse',
        isPrimary: true,
        buttons: 1,
        clientX: left + x,
        clientY: top + y,
        ...other,
      }),
    );
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
    const labels = [...(fixture.nativeElement as HTMLElement).querySelectorAll('.labels span')];
    const texts = labels.map(({ textContent }) => textContent.trim());
    expect(texts).toEqual(['784', '16', '10', ...Array.from({ length: 10 }, (_, i) => String(i))]);
    const answers = labels.filter((label) => label.classList.contains('answer'));
    expect(answers.map(({ textContent }) => textContent.trim())).toEqual(['3']);
  });

  it('picks with a press, and clears the pick in empty space', async () => {
    const scene = await mount();
    const { x, y } = scene.outputAnchors()[7] ?? { x: 0, y: 0 };
    point('pointerdown', x, y);
    point('pointerup', x, y);
    expect(picks).toEqual([{ layer: 2, neuron: 7 }]);
    point('pointerdown', 5, 5);
    point('pointerup', 5, 5);
    expect(picks.at(-1)).toBeUndefined();
  });

  it('gives fingers a larger tolerance than a mouse', async () => {
    const scene = await mount();
    const { x = 0, y = 0 } = scene.outputAnchors()[0] ?? {};
    for (const pointerType of ['mouse', 'touch']) {
      point('pointerdown', x + 18, y, { pointerType });
      point('pointerup', x + 18, y, { pointerType });
    }
    expect(picks).toEqual([undefined, { layer: 2, neuron: 0 }]);
  });

  it('picks by keyboard: the answer first, then its neighbours, then other layers', async () => {
    await mount();
    set({ activations: ACTIVATIONS, predictedOutput: 3 });
    await settle();
    press('Enter');
    expect(picks.at(-1)).toEqual({ layer: 2, neuron: 3 });
    set({ selection: picks.at(-1) });
    press('ArrowDown');
    expect(picks.at(-1)).toEqual({ layer: 2, neuron: 4 });
    press('PageUp');
    expect(picks.at(-1)?.layer).toBe(1);
    press('Escape');
    expect(picks.at(-1)).toBeUndefined();
  });

  it('turns and zooms by keyboard, wheel and drag, and goes home', async () => {
    const scene = await mount();
    const moves: (() => void)[] = [
      () => {
        press('ArrowLeft');
      },
      () => {
        press('+');
      },
      () => canvas().dispatchEvent(new WheelEvent('wheel', { deltaY: 100, cancelable: true })),
      () => {
        point('pointerdown', 100, 100);
        point('pointermove', 160, 120);
        point('pointerup', 160, 120);
      },
    ];
    for (const move of moves) {
      const before = scene.outputAnchors();
      move();
      await settle();
      expect(scene.outputAnchors()).not.toEqual(before);
      expect(scene.view()).toBeUndefined();
      press('Home');
      await settle();
      expect(scene.view()).toBe('home');
    }
    expect(picks).toEqual([]);
  });

  it("leaves the page's zoom to the wheel with Control held, and takes a pinch", async () => {
    const scene = await mount();
    const turn = (): WheelEvent => {
      const event = new WheelEvent('wheel', { deltaY: 100, ctrlKey: true, cancelable: true });
      canvas().dispatchEvent(event);
      return event;
    };
    const control = (type: string): void => {
      const init = { key: 'Control', ctrlKey: type === 'keydown', bubbles: true };
      document.body.dispatchEvent(new KeyboardEvent(type, init));
    };
    control('keydown');
    expect(turn().defaultPrevented).toBeFalse();
    await settle();
    expect(scene.view()).toBe('home');
    control('keyup');
    expect(turn().defaultPrevented).toBeTrue();
    await settle();
    expect(scene.view()).toBeUndefined();
    control('keydown');
    window.dispatchEvent(new FocusEvent('blur'));
    expect(turn().defaultPrevented).toBeTrue();
  });

  it('highlights what the mouse is over', async () => {
    const scene = await mount();
    const setHighlight = spyOn(SceneRenderer.prototype, 'setHighlight').and.callThrough();
    const isPointing = (): boolean => canvas().classList.contains('over-neuron');
    const { x = 0, y = 0 } = scene.outputAnchors()[2] ?? {};
    point('pointermove', x, y, { buttons: 0 });
    await settle();
    point('pointermove', x + 1, y, { buttons: 0 });
    await settle();
    expect(setHighlight.calls.allArgs()).toEqual([[-1, 784 + 16 + 2]]);
    expect(isPointing()).toBeTrue();
    point('pointerleave', x, y);
    await settle();
    expect(setHighlight.calls.mostRecent().args).toEqual([-1, -1]);
    expect(isPointing()).toBeFalse();
  });

  it('plays a pulse, frame after frame, and none with reduced motion', async () => {
    const scene = await mount();
    set({ activations: ACTIVATIONS, predictedOutput: 3 });
    await settle();
    meter?.reset();
    scene.playPulse();
    await settle();
    expect(meter?.draws).toBe(0);
    set({ isMotionReduced: false });
    await settle();
    scene.playPulse();
    await settle();
    const { draws = 0 } = meter ?? {};
    expect(draws).toBeGreaterThan(5);
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
    await new Promise(requestAnimationFrame); // No context comes back while its loss is still told.
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

  it('says when there is no WebGL2, and goes on', async () => {
    const scene = await mount(false);
    expect(scene.state()).toBe('unsupported');
    expect(canvas().hidden).toBeTrue();
    set({ activations: ACTIVATIONS, predictedOutput: 3, theme: 'light' });
    scene.playPulse();
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

  it('lays out networks of other shapes when they come', async () => {
    const scene = await mount();
    set({ network: perceptronSpec([784, 26]), weights: undefined });
    await settle();
    expect(scene.outputAnchors().length).toBe(26);
  });
});
