import { PixelRatioGovernor } from './pixel-ratio-governor.ts';

describe('PixelRatioGovernor', () => {
  const slow = 60;
  const fast = 12;
  const observe = (governor: PixelRatioGovernor, frameMs: number, times: number): void => {
    for (let i = 0; i < times; i++) governor.observe(frameMs);
  };

  it("starts with the screen's own ratio, 2 at most", () => {
    const governor = new PixelRatioGovernor();
    expect([1, 1.5, 2, 3].map((ratio) => governor.ratio(ratio))).toEqual([1, 1.5, 2, 2]);
  });

  it('lowers it after slow frames in a row, not after a single one, and no further', () => {
    const governor = new PixelRatioGovernor();
    observe(governor, slow, 3);
    observe(governor, fast, 1);
    observe(governor, slow, 3);
    expect(governor.ratio(2)).toBe(2);
    observe(governor, slow, 1);
    expect(governor.ratio(2)).toBe(1.2);
    observe(governor, slow, 100);
    expect(governor.ratio(2)).toBe(1.2);
  });

  it('raises it when frames have been fast for a while', () => {
    const governor = new PixelRatioGovernor();
    observe(governor, slow, 4);
    observe(governor, fast, 89);
    expect(governor.ratio(1)).toBe(0.6);
    observe(governor, fast, 1);
    expect(governor.ratio(1)).toBe(1);
  });

  it('shows still pictures sharp', () => {
    const governor = new PixelRatioGovernor();
    expect(governor.isLowered).toBeFalse();
    observe(governor, slow, 4);
    expect(governor.isLowered).toBeTrue();
    expect(governor.ratio(1, true)).toBe(1);
  });
});
