import { median, percentile } from './statistics.ts';

describe('median', () => {
  it('is the middle value, or between the two in the middle', () => {
    expect(median([9, 1, 4])).toBe(4);
    expect(median([9, 1, 4, 5])).toBe(4.5);
    expect(median([7])).toBe(7);
  });

  it('is not moved by one slow value, and leaves the values in their order', () => {
    const values = [2, 1000, 1, 3, 2];
    expect(median(values)).toBe(2);
    expect(values).toEqual([2, 1000, 1, 3, 2]);
  });

  it('is not a number where there are no values', () => {
    expect(median([])).toBeNaN();
  });
});

describe('percentile', () => {
  it('is the value at a share of the way from the least to the most', () => {
    const hundred = Array.from({ length: 101 }, (_, index) => 100 - index);
    expect([0, 0.5, 0.95, 1].map((share) => percentile(hundred, share))).toEqual([0, 50, 95, 100]);
  });

  it('lies between neighbours', () => {
    expect(percentile([10, 20], 0.95)).toBeCloseTo(19.5, 12);
  });
});
