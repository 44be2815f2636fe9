import { ComparisonFade } from './comparison-fade.ts';

describe('ComparisonFade', () => {
  it('takes 400 ms, slowly at both ends', () => {
    const fade = new ComparisonFade();
    fade.show(true);
    expect(fade.step(100, false)).toBeTrue();
    // A smooth step: 3 t² - 2 t³ at a quarter.
    expect(fade.share).toBeCloseTo(0.15625, 6);
    fade.step(100, false);
    expect(fade.share).toBeCloseTo(0.5, 6);
    fade.step(100, false);
    expect(fade.share).toBeCloseTo(0.84375, 6);
    expect(fade.step(100, false)).toBeFalse();
    expect(fade.share).toBe(1);
    fade.show(false);
    expect(fade.step(1000, false)).toBeFalse();
    expect(fade.share).toBe(0);
  });

  it('jumps for those who want no motion', () => {
    const fade = new ComparisonFade();
    fade.show(true);
    expect(fade.step(0, true)).toBeFalse();
    expect(fade.share).toBe(1);
  });
});
