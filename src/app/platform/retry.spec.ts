import { Retry } from './retry.ts';

describe('Retry', () => {
  it('waits twice as long after each failure, half a minute at most', () => {
    const planned: number[] = [];
    const retry = new Retry(
      (_, delayMs) => {
        planned.push(delayMs);
        return () => undefined;
      },
      () => undefined,
    );
    for (let failures = 0; failures < 7; failures++) retry.failed();
    expect(planned).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  it('starts over when all is well, and calls off what it planned', () => {
    const planned: number[] = [];
    let calledOff = 0;
    const retry = new Retry(
      (_, delayMs) => {
        planned.push(delayMs);
        return () => (calledOff += 1);
      },
      () => undefined,
    );
    retry.failed();
    retry.failed();
    retry.reset();
    retry.failed();
    expect(planned).toEqual([1000, 2000, 1000]);
    expect(calledOff).toBe(2);
  });
});
