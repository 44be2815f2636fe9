import type { Lens } from './lens.ts';
import { LensFade } from './lens-fade.ts';

const [FIRST, SECOND]: readonly [Lens, Lens] = [
  { kind: 'template', neuron: 3 },
  { kind: 'template', neuron: 4 },
];

describe('LensFade', () => {
  /** Frames until nothing moves, each as long as said; the shares that they show. */
  function play(fade: LensFade, stepMs: number, isMotionReduced = false): number[] {
    const shares: number[] = [];
    for (let isMoving = true; isMoving;) {
      isMoving = fade.step(stepMs, isMotionReduced);
      shares.push(Math.round(fade.share * 100) / 100);
    }
    return shares;
  }

  it('appears within 120 ms and goes within 120 ms, and then moves nothing', () => {
    const fade = new LensFade();
    expect(play(fade, 40)).toEqual([0]);
    fade.show(FIRST);
    expect(play(fade, 30)).toEqual([0.25, 0.5, 0.75, 1]);
    expect([fade.lens, ...play(fade, 30)]).toEqual([FIRST, 1]);
    fade.show(undefined);
    fade.step(30, false);
    // It is still there while it goes.
    expect(fade.lens).toBe(FIRST);
    expect(play(fade, 30)).toEqual([0.5, 0.25, 0]);
    expect(fade.lens).toBeUndefined();
  });

  it('changes at once from one neuron to the next, and goes on from where it was', () => {
    const fade = new LensFade();
    fade.show(FIRST);
    fade.step(60, false);
    fade.show(undefined);
    fade.step(30, false);
    expect(fade.share).toBeCloseTo(0.25, 6);
    fade.show(SECOND);
    fade.step(0, false);
    expect([fade.lens, fade.share]).toEqual([SECOND, 0.25]);
    expect(play(fade, 1000)).toEqual([1]);
  });

  it('jumps with reduced motion', () => {
    const fade = new LensFade();
    fade.show(FIRST);
    expect(play(fade, 0, true)).toEqual([1]);
    fade.show(undefined);
    expect(play(fade, 0, true)).toEqual([0]);
  });
});
