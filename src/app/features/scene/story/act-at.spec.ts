import { ACT_MS, actAt } from './act-at.ts';

const forward = { way: 'forward', startMs: 0 } as const;
const back = { way: 'back', startMs: 0 } as const;

describe('an act of a step', () => {
  it('goes from before the first layer to beyond the last one, slowly at both ends, and is over', () => {
    const passed = [0, 100, 200, 300, 399].map((ms) => actAt(forward, ms, 2)?.passed ?? NaN);
    expect(passed[0]).toBeLessThan(-0.2);
    expect(passed[2]).toBeCloseTo(1, 6);
    expect(passed[4]).toBeGreaterThan(2.2);
    const steps = passed.slice(1).map((at, index) => at - (passed[index] ?? 0));
    expect(steps[0]).toBeLessThan(steps[1] ?? 0);
    expect(steps[3]).toBeLessThan(steps[2] ?? 0);
    expect(actAt(forward, ACT_MS, 2)).toBeUndefined();
  });

  it('comes back the same way, over what is lit', () => {
    for (const ms of [0, 120, 333]) {
      const mirrored = actAt(forward, ms, 3)?.passed ?? NaN;
      expect(actAt(back, ms, 3)?.passed).toBeCloseTo(3 - mirrored, 6);
      expect(actAt(back, ms, 3)?.dusk).toBe(0);
    }
    expect(actAt(forward, 0, 3)?.dusk).toBe(1);
  });
});
