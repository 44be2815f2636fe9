import { timeLapse, timeLapseSeconds } from './time-lapse.ts';

describe('time-lapse', () => {
  it('gives each doubling the same time, and the first 64 images one', () => {
    expect(timeLapse(0, 0)).toBe(0);
    expect(timeLapse(0, 500)).toBe(32);
    expect(timeLapse(0, 1000)).toBe(64);
    expect(timeLapse(0, 4000)).toBe(512);
    expect(timeLapse(32, 500)).toBe(64);
    expect(timeLapse(32, 1500)).toBe(128);
    expect(timeLapse(1000, 1000)).toBe(2000);
    expect(timeLapse(50_000, 0)).toBe(50_000);
    // From the beginning to 50,000 in less than eleven seconds.
    expect(timeLapse(0, 10_610)).toBeCloseTo(50_000, -3);
  });

  it('says how long it takes', () => {
    // 50,000 are 9.6 doublings of 64.
    expect([50_000, 64, 100, undefined].map(timeLapseSeconds)).toEqual([11, 1, 2, undefined]);
  });
});
