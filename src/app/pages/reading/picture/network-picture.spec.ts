import { cropOf, possibleScale } from './network-picture.ts';

const PAGE = { width: 1280, height: 800 };

describe('cropOf', () => {
  it('has a margin around all parts, and ends with the page', () => {
    const parts = [
      { left: 300.5, top: 90, width: 600, height: 500 },
      { left: 1000, top: 40, width: 270, height: 610.2 },
      { left: 0, top: 0, width: 0, height: 0 },
    ];
    expect(cropOf(parts, PAGE)).toEqual({ left: 276, top: 16, width: 1004, height: 659 });
  });

  it('is the whole page without any part', () => {
    expect(cropOf([], PAGE)).toEqual({ left: 0, top: 0, ...PAGE });
  });
});

describe('possibleScale', () => {
  it('is what is wanted where a canvas can hold it', () => {
    expect(possibleScale(PAGE, 4)).toBe(4);
    expect(possibleScale(PAGE, 2)).toBe(2);
  });

  it('is less for pages of many pixels, or long ones', () => {
    const large = possibleScale({ width: 1920, height: 1080 }, 4);
    expect(large).toBeLessThan(4);
    expect(1920 * large * 1080 * large).toBeLessThanOrEqual(16_777_217);
    expect(possibleScale({ width: 10_000, height: 10 }, 4)).toBeCloseTo(1.6384, 6);
  });
});
