import { customColour, type CustomProperty } from '../../../platform/custom-colour.ts';
import { paletteOf, type Palette, type Rgb } from './palette.ts';

/** Relative luminance, WCAG 2. */
const luminance = (colour: Rgb): number => {
  const [r, g, b] = colour.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
};

/** Contrast of two colours, WCAG 2. */
const contrast = (a: Rgb, b: Rgb): number => {
  const [dark = NaN, bright = NaN] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
};

/** The palette with the page's colours in that theme, and the ground that the network stands on. */
function paletteIn(theme: 'dark' | 'light'): Palette & { readonly ground: Rgb } {
  const page = document.documentElement;
  const before = page.dataset['theme'];
  page.dataset['theme'] = theme;
  const colourOf = (name: CustomProperty): Rgb => {
    const [red, green, blue] = customColour(page, name);
    return [red / 255, green / 255, blue / 255];
  };
  try {
    return { ...paletteOf(theme, colourOf), ground: colourOf('--ground-flat') };
  } finally {
    if (before === undefined) delete page.dataset['theme'];
    else page.dataset['theme'] = before;
  }
}

describe('paletteOf', () => {
  it('distinguishes positive from negative by red and blue, even for colour-blind eyes', () => {
    for (const { negative, positive } of [paletteIn('dark'), paletteIn('light')]) {
      expect(positive[1][0]).toBeGreaterThan(positive[1][2]);
      expect(negative[1][2]).toBeGreaterThan(negative[1][0]);
    }
  });

  it('is bright on dark and dark on light: stronger means farther from the background', () => {
    for (const side of ['negative', 'positive'] as const) {
      const [weak, strong] = paletteIn('dark')[side];
      expect(luminance(strong)).toBeGreaterThan(luminance(weak));
      const [pale, deep] = paletteIn('light')[side];
      expect(luminance(deep)).toBeLessThan(luminance(pale));
      // WCAG requires 3:1 for graphics; the background is #d3cec2 at its darkest.
      expect((luminance([0.827, 0.808, 0.761]) + 0.05) / (luminance(deep) + 0.05)).toBeGreaterThan(
        3,
      );
    }
  });

  it('lets the network be seen while nothing is drawn', () => {
    const dark = paletteIn('dark');
    expect(contrast(dark.rest, dark.ground)).toBeGreaterThan(1.6);
    expect(contrast(dark.rim, dark.ground)).toBeGreaterThan(3);
    expect(contrast(dark.tileRim, dark.tileGround)).toBeGreaterThan(2);
    const light = paletteIn('light');
    expect(contrast(light.rim, light.ground)).toBeGreaterThan(2);
    expect(contrast(light.tileRim, light.tileGround)).toBeGreaterThan(2);
  });

  it('shows who is awake by the colour of the answer', () => {
    for (const palette of [paletteIn('dark'), paletteIn('light')]) {
      expect(contrast(palette.awake, palette.tileGround)).toBeGreaterThan(4.5);
      expect(contrast(palette.awake, palette.tileRim)).toBeGreaterThan(1.5);
    }
  });
});
