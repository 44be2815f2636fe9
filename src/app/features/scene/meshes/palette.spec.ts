import { colourRamp, paletteOf, RAMP_SIZE, type PageColour, type Rgb } from './palette.ts';

const entry = (ramp: Uint8Array, index: number): number[] => [
  ...ramp.subarray(index * 4, index * 4 + 4),
];

const SIGNALS = {
  negative: [
    [0, 0, 0.5],
    [0.2, 0.4, 1],
  ],
  positive: [
    [0.6, 0, 0],
    [1, 0.8, 0.2],
  ],
} as const;

describe('colourRamp', () => {
  it('goes from the strongest negative through nothing to the strongest positive', () => {
    const ramp = colourRamp(SIGNALS);
    expect(ramp.length).toBe(RAMP_SIZE * 4);
    expect(entry(ramp, 0)).toEqual([51, 102, 255, 255]);
    expect(entry(ramp, 127)[3]).toBe(0);
    // 255 * (0.6 + 0.4 / 127), 255 * 0.8 / 127 and 255 * 0.2 / 127.
    expect(entry(ramp, 128).slice(0, 3)).toEqual([154, 2, 0]);
    expect(entry(ramp, 254)).toEqual([255, 204, 51, 255]);
  });

  it('fades faster than the signal weakens, alike on both sides', () => {
    const ramp = colourRamp(SIGNALS);
    // A quarter of full strength: 255 * 0.25^1.5 = 32; the entries lie 0.2 % beside a quarter.
    expect(entry(ramp, 127 + 32)[3]).toBeCloseTo(32, -0.5);
    for (let step = 1; step <= 127; step++) {
      const [before, after] = [entry(ramp, 127 - step)[3], entry(ramp, 127 + step)[3]];
      expect(before).toBe(after);
      expect(after ?? 0).toBeGreaterThanOrEqual(entry(ramp, 126 + step)[3] ?? 0);
    }
  });
});

describe('paletteOf', () => {
  it("uses the page's colours for the strongest signals, the answer and the ink", () => {
    const page: Readonly<Record<PageColour, Rgb>> = {
      '--warm': [1, 0, 0],
      '--cool': [0, 0, 1],
      '--answer': [1, 1, 0],
      '--ink': [0, 0, 0],
    };
    const [dark, light] = (['dark', 'light'] as const).map((theme) =>
      paletteOf(theme, (name) => page[name]),
    );
    for (const palette of [dark, light]) {
      expect(palette?.positive[1]).toBe(page['--warm']);
      expect(palette?.negative[1]).toBe(page['--cool']);
    }
    expect(dark?.bloom).toBe(page['--answer']);
    expect(light?.ink).toBe(page['--ink']);
    expect(dark?.highlight).toEqual([1, 1, 1]);
  });
});
