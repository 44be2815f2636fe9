import { RecentSpeed } from './recent-speed.ts';

describe('RecentSpeed', () => {
  const speedOf = (...moments: readonly (readonly [ms: number, images: number])[]) => {
    const speed = new RecentSpeed();
    for (const [ms, images] of moments) speed.add(ms, images);
    return speed.imagesPerSecond;
  };

  it('is unknown until images were seen in some time', () => {
    expect(speedOf()).toBeUndefined();
    expect(speedOf([1000, 5])).toBeUndefined();
    expect(speedOf([1000, 5], [1000, 9])).toBeUndefined();
    expect(speedOf([1000, 5], [2000, 5])).toBeUndefined();
    expect(speedOf([1000, 5], [3000, 9])).toBe(2);
  });

  it('covers all of the last ten seconds, and no more than one moment before them', () => {
    expect(speedOf([0, 0], [5000, 1000], [10_000, 1500])).toBe(150);
    expect(speedOf([0, 0], [5000, 1000], [15_000, 1500])).toBe(50);
    expect(speedOf([0, 0], [5000, 1000], [14_999, 1500])).toBeCloseTo(1500 / 14.999, 9);
  });
});
