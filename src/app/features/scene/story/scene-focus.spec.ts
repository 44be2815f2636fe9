import { FocusFade, type SceneFocus } from './scene-focus.ts';

const focus = (layers: readonly number[], bloom = 0): SceneFocus => ({
  layers,
  connections: [0.5],
  leastRelevance: [0, 0.25],
  votes: [{ output: 3, sign: 1 }],
  bloom,
});

describe('FocusFade', () => {
  it('lets light follow softly, and arrives', () => {
    const fade = new FocusFade();
    expect(fade.step(16)).toBeUndefined();
    const wanted = focus([1, 0.25]);
    fade.set(wanted, false);
    expect(fade.isMoving).toBeTrue();
    const first = fade.step(50);
    expect(first?.layers[0]).toBe(1);
    expect(first?.layers[1]).toBeLessThan(0.8);
    expect(first?.layers[1]).toBeGreaterThan(0.4);
    // What is chosen among neurons changes at once.
    expect(first?.leastRelevance).toEqual([0, 0.25]);
    for (let i = 0; i < 10; i++) fade.step(50);
    expect(fade.step(50)).toBe(wanted);
    expect(fade.isMoving).toBeFalse();
    fade.set(undefined, false);
    expect(fade.step(50)?.votes).toEqual([]);
    for (let i = 0; i < 10; i++) fade.step(50);
    expect(fade.step(50)).toBeUndefined();
  });

  it('shows everything at once when it must', () => {
    const fade = new FocusFade();
    fade.set(focus([1, 0.25]), false);
    fade.step(20);
    fade.set(undefined, true);
    expect([fade.isMoving, fade.step(16)]).toEqual([false, undefined]);
  });
});
