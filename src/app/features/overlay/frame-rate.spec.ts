import { FrameRate } from './frame-rate.ts';

describe('FrameRate', () => {
  /** The rate after frames at these times, milliseconds. */
  function rateOf(times: readonly number[]): number | undefined {
    const rate = new FrameRate();
    for (const time of times) rate.add(time);
    return rate.perSecond;
  }
  const every = (stepMs: number, count: number, startMs = 0): number[] =>
    Array.from({ length: count }, (_, index) => startMs + index * stepMs);

  it('is unknown without two frames in a row', () => {
    expect(rateOf([])).toBeUndefined();
    expect(rateOf([5])).toBeUndefined();
    expect(rateOf([5, 1000])).toBeUndefined();
  });

  it('counts the intervals, not the frames', () => {
    expect(rateOf(every(20, 11))).toBeCloseTo(50, 9);
    expect(rateOf([0, 100])).toBeCloseTo(10, 9);
  });

  it('covers only the last second', () => {
    expect(rateOf([...every(10, 300), ...every(50, 41, 3000)])).toBeCloseTo(20, 9);
    expect(rateOf([0, 100, 300, 500, 700, 900, 1000])).toBeCloseTo(6, 9);
    expect(rateOf([0, 100, 300, 500, 700, 900, 1100])).toBeCloseTo(5, 9);
  });

  it('starts over with each motion: no frames at rest does not mean slow', () => {
    expect(rateOf([...every(100, 5), ...every(20, 6, 5000)])).toBeCloseTo(50, 9);
    expect(rateOf([0, 250])).toBeCloseTo(4, 9);
    expect(rateOf([0, 251])).toBeUndefined();
  });
});
