import { customColour } from '../../../platform/custom-colour.ts';

/** Red, green and blue, 0..1 sRGB. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Colours of the scene as the screen shows them. */
export interface Palette<Colour = Rgb> {
  /** Colours of the weakest and the strongest signal. */
  readonly negative: readonly [Colour, Colour];
  readonly positive: readonly [Colour, Colour];
  readonly ink: Colour;
  readonly cell: Colour;
  readonly cellOpacity: number;
  readonly sheet: Colour;
  readonly sheetOpacity: number;
  readonly edge: Colour;
  readonly edgeOpacity: number;
  readonly rest: Colour;
  readonly rim: Colour;
  readonly highlight: Colour;
  readonly bloom: Colour;
  /** How much a colour covers what is behind it: 0 only adds light, 1 covers fully. */
  readonly cover: number;
  /** 1 in the dark theme, where light adds up; 0 in the light theme. */
  readonly glow: number;
}

/** Colours that the scene shares with the page: custom properties in src/styles.css, defined per theme. */
export type PageColour = '--warm' | '--cool' | '--answer' | '--ink';

const rgb = (hex: number): Rgb => [
  ((hex >> 16) & 255) / 255,
  ((hex >> 8) & 255) / 255,
  (hex & 255) / 255,
];

/** Amber and cyan in the dark, rust and navy in the light theme: distinguishable with any colour vision. */
const PALETTES: Readonly<Record<'dark' | 'light', Palette<Rgb | PageColour>>> = {
  dark: {
    negative: [rgb(0x1b4fd8), '--cool'],
    positive: [rgb(0xe2542e), '--warm'],
    ink: rgb(0xfff3dc),
    cell: rgb(0x8fa4d4),
    cellOpacity: 0.07,
    sheet: rgb(0x6f8fd8),
    sheetOpacity: 0.035,
    edge: rgb(0x9fb4e6),
    edgeOpacity: 0.22,
    rest: rgb(0x1d2740),
    rim: rgb(0x3f4f78),
    highlight: rgb(0xffffff),
    bloom: '--answer',
    cover: 0.4,
    glow: 1,
  },
  light: {
    negative: [rgb(0x5d86c4), '--cool'],
    positive: [rgb(0xd99152), '--warm'],
    ink: '--ink',
    cell: rgb(0x6b7590),
    cellOpacity: 0.06,
    sheet: rgb(0xffffff),
    sheetOpacity: 0.55,
    edge: rgb(0x4a556f),
    edgeOpacity: 0.35,
    rest: rgb(0xf6f4ee),
    rim: rgb(0xa9b0bf),
    highlight: rgb(0x10182c),
    bloom: rgb(0xe08a2c),
    cover: 1,
    glow: 0,
  },
};

/**
 * The colours of a theme.
 * @param colourOf returns one of the page's colours in that theme
 */
export function paletteOf(theme: 'dark' | 'light', colourOf: (name: PageColour) => Rgb): Palette {
  const palette = PALETTES[theme];
  const { negative, positive, ink, cell, sheet, edge, rest, rim, highlight, bloom } = palette;
  return {
    ...palette,
    negative: [resolved(negative[0]), resolved(negative[1])],
    positive: [resolved(positive[0]), resolved(positive[1])],
    ink: resolved(ink),
    cell: resolved(cell),
    sheet: resolved(sheet),
    edge: resolved(edge),
    rest: resolved(rest),
    rim: resolved(rim),
    highlight: resolved(highlight),
    bloom: resolved(bloom),
  };

  function resolved(colour: Rgb | PageColour): Rgb {
    return typeof colour === 'string' ? colourOf(colour) : colour;
  }
}

/** Number of entries in a colour ramp; the middle one is transparent. */
export const RAMP_SIZE = 255;
/** Opacity falls faster than strength, so that thousands of weak signals stay faint together. */
const FADE = 1.5;

/**
 * Colours of signals from -1 (first) through 0 (middle, transparent) to 1 (last). Hue shows the sign, brightness
 * and opacity the strength.
 * @returns RGBA bytes, `[255][4]`, not premultiplied
 */
export function colourRamp({
  negative,
  positive,
}: Pick<Palette, 'negative' | 'positive'>): Uint8Array {
  const ramp = new Uint8Array(RAMP_SIZE * 4);
  const middle = (RAMP_SIZE - 1) / 2;
  for (let i = 0; i < RAMP_SIZE; i++) {
    const strength = Math.abs(i - middle) / middle;
    const [weak, strong] = i < middle ? negative : positive;
    weak.forEach((channel, c) => {
      ramp[i * 4 + c] = Math.round(255 * (channel + ((strong[c] ?? 0) - channel) * strength));
    });
    ramp[i * 4 + 3] = Math.round(255 * strength ** FADE);
  }
  return ramp;
}

/** The colours of a theme on an element of the page, which must already be in that theme. */
export function paletteOn(element: Element, theme: 'dark' | 'light'): Palette {
  return paletteOf(theme, (name) => {
    const [red, green, blue] = customColour(element, name);
    return [red / 255, green / 255, blue / 255];
  });
}
