import { customColour, type CustomProperty } from './custom-colour.ts';

type Rgb = readonly number[];

/** Relative luminance, WCAG 2. */
function luminance(colour: Rgb): number {
  const [red = 0, green = 0, blue = 0] = colour.map((byte) => {
    const share = byte / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio, WCAG 2: 1 to 21. */
function contrast(a: Rgb, b: Rgb): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

describe('The colours of a theme', () => {
  const page = document.documentElement;
  const before = page.dataset['theme'];

  afterEach(() => {
    if (before === undefined) delete page.dataset['theme'];
    else page.dataset['theme'] = before;
  });

  const colour = (name: CustomProperty): Rgb => customColour(page, name);

  /** The colours of the stage's background, and of the sheets over it. */
  function grounds(): Rgb[] {
    const gradient = getComputedStyle(page).getPropertyValue('--vignette');
    const stops = Array.from(gradient.matchAll(/#([\da-f]{2})([\da-f]{2})([\da-f]{2})/gi), (hex) =>
      hex.slice(1).map((byte) => parseInt(byte, 16)),
    );
    expect(stops.length).toBe(3);
    return [...stops, colour('--ground-flat'), colour('--sheet-ground')];
  }

  for (const theme of ['dark', 'light'] as const) {
    it(`can be read and told apart on every ground, ${theme}`, () => {
      page.dataset['theme'] = theme;
      for (const ground of grounds()) {
        for (const name of ['--text', '--text-quiet', '--answer', '--danger'] as const) {
          const ratio = contrast(colour(name), ground);
          expect(ratio)
            .withContext(`${name} on ${String(ground)}`)
            .toBeGreaterThanOrEqual(4.5);
        }
        // WCAG requires 3:1 for graphics.
        for (const name of ['--loss', '--focus', '--warm', '--cool', '--answer-quiet'] as const) {
          const ratio = contrast(colour(name), ground);
          expect(ratio)
            .withContext(`${name} on ${String(ground)}`)
            .toBeGreaterThanOrEqual(3);
        }
      }
    });

    it(`leaves the paper the brightest thing, ${theme}`, () => {
      page.dataset['theme'] = theme;
      const paper = colour('--paper');
      for (const ground of grounds().slice(0, -1)) {
        expect(luminance(paper)).toBeGreaterThan(luminance(ground));
        const ratio = contrast(paper, ground);
        expect(ratio)
          .withContext(`on ${String(ground)}`)
          .toBeGreaterThan(1.15);
      }
    });
  }
});
