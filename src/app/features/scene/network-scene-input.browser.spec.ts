import type { NetworkScene } from './network-scene.ts';
import { SceneRenderer } from './scene-renderer.ts';
import { ACTIVATIONS, ScenePage } from './testing/scene-page.ts';

describe('NetworkScene, by pointer, wheel and keys', () => {
  let picks: ScenePage['picks'];
  let set: ScenePage['set'];
  let settle: ScenePage['settle'];
  let canvas: ScenePage['canvas'];
  let press: ScenePage['press'];
  let point: ScenePage['point'];

  async function mount(): Promise<NetworkScene> {
    const page = new ScenePage();
    ({ picks, set, settle, canvas, press, point } = page);
    await settle();
    return page.fixture.componentInstance;
  }

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
});
