import type { Clock } from './clock.ts';
import { Retry } from './retry.ts';
import { ManualClock } from './testing/manual-clock.ts';

describe('Retry', () => {
  it('waits twice as long after each failure, half a minute at most', () => {
    const planned: number[] = [];
    const clock: Pick<Clock, 'after'> = {
      after: (delayMs) => {
        planned.push(delayMs);
        return () => undefined;
      },
    };
    const retry = new Retry(clock, () => undefined);
    for (let failures = 0; failures < 7; failures++) retry.scheduleNext();
    expect(planned).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  it('starts over after a success, and cancels the planned retry', () => {
    const clock = new ManualClock();
    let attempts = 0;
    const retry = new Retry(clock, () => (attempts += 1));
    retry.scheduleNext();
    expect(clock.delays).toEqual([1000]);
    retry.scheduleNext();
    expect(clock.delays).toEqual([2000]);
    retry.reset();
    expect(clock.delays).toEqual([]);
    retry.scheduleNext();
    clock.pass(999);
    expect(attempts).toBe(0);
    clock.pass(1);
    expect(attempts).toBe(1);
  });
});
