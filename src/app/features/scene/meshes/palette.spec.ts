import { colourRamp, PALETTES, RAMP_SIZE, type Rgb } from './palette.ts';

const entry = (ramp: Uint8Array, index: number): number[] => [
  ...ramp.subarray(index * 4, index * 4 + 4),
];
/** Relative luminance, WCAG 2. */
const luminance = (colour: Rgb): number => {
  const [r, g, b] = colour.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
};

describe('colourRamp', () => {
  it('goes from the strongest negative through nothing to the strongest positive', () => {
    const ramp = colourRamp(PALETTES.dark);
    expect(ramp.length).toBe(RAMP_SIZE * 4);
    expect(entry(ramp, 0)).toEqual([0x4f, 0xd2, 0xff, 255]);
    expect(entry(ramp, 127)[3]).toBe(0);
    expect(entry(ramp, 254)).toEqual([0xff, 0xc4, 0x6b, 255]);
  });

  it('fades faster than the signal weakens, alike on both sides', () => {
    const ramp = colourRamp(PALETTES.light);
    // A quarter of full strength: 255 * 0.25^1.5 = 32; the entries lie 0.2 % beside a quarter.
    expect(entry(ramp, 127 + 32)[3]).toBeCloseTo(32, -0.5);
    for (let step = 1; step <= 127; step++) {
      const [before, after] = [entry(ramp, 127 - step)[3], entry(ramp, 127 + step)[3]];
      expect(before).toBe(after);
      expect(after ?? 0).toBeGreaterThanOrEqual(entry(ramp, 126 + step)[3] ?? 0);
    }
  });
});

describe('palettes', () => {
  it('set positive apart from negative by red against blue, which every eye tells apart', () => {
    for (const { negative, positive } of Object.values(PALETTES)) {
      expect(positive[1][0]).toBeGreaterThan(positive[1][2]);
      expect(negative[1][2]).toBeGreaterThan(negative[1][0]);
    }
  });

  it('shine in the dark and are dark on paper: stronger is farther from the ground', () => {
    for (const side of ['negative', 'positive'] as const) {
      const [weak, strong] = PALETTES.dark[side];
      expect(luminance(strong)).toBeGreaterThan(luminance(weak));
      const [pale, deep] = PALETTES.light[side];
      expect(luminance(deep)).toBeLessThan(luminance(pale));
      // WCAG asks 3:1 of graphics, here against #f1efe9.
      expect((luminance([0.945, 0.937, 0.914]) + 0.05) / (luminance(deep) + 0.05)).toBeGreaterThan(
        3,
      );
    }
  });
});
