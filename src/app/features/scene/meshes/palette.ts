/** Colours of the scene, 0..1 sRGB, as the screen shows them. */
export interface Palette {
  /** From nothing to the strongest negative and positive signal. */
  readonly negative: readonly [Rgb, Rgb];
  readonly positive: readonly [Rgb, Rgb];
  readonly ink: Rgb;
  readonly cell: Rgb;
  readonly cellOpacity: number;
  readonly sheet: Rgb;
  readonly sheetOpacity: number;
  readonly edge: Rgb;
  readonly edgeOpacity: number;
  readonly rest: Rgb;
  readonly rim: Rgb;
  readonly mark: Rgb;
  readonly bloom: Rgb;
  /** How far light takes the place of what is behind it: 0 adds up without end, 1 covers. */
  readonly cover: number;
  /** 1 where light adds up, 0 on paper. */
  readonly glow: number;
}

export type Rgb = readonly [red: number, green: number, blue: number];

const rgb = (hex: number): Rgb => [
  ((hex >> 16) & 255) / 255,
  ((hex >> 8) & 255) / 255,
  (hex & 255) / 255,
];

/** Amber against cyan in the dark, rust against navy on paper: apart in brightness and to every eye. */
export const PALETTES: Readonly<Record<'dark' | 'light', Palette>> = {
  dark: {
    negative: [rgb(0x1b4fd8), rgb(0x4fd2ff)],
    positive: [rgb(0xe2542e), rgb(0xffc46b)],
    ink: rgb(0xfff3dc),
    cell: rgb(0x8fa4d4),
    cellOpacity: 0.07,
    sheet: rgb(0x6f8fd8),
    sheetOpacity: 0.035,
    edge: rgb(0x9fb4e6),
    edgeOpacity: 0.22,
    rest: rgb(0x1d2740),
    rim: rgb(0x3f4f78),
    mark: rgb(0xffffff),
    bloom: rgb(0xffb454),
    cover: 0.4,
    glow: 1,
  },
  light: {
    negative: [rgb(0x5d86c4), rgb(0x0b3f94)],
    positive: [rgb(0xd99152), rgb(0xa8430a)],
    ink: rgb(0x1c2233),
    cell: rgb(0x6b7590),
    cellOpacity: 0.06,
    sheet: rgb(0xffffff),
    sheetOpacity: 0.55,
    edge: rgb(0x4a556f),
    edgeOpacity: 0.35,
    rest: rgb(0xf6f4ee),
    rim: rgb(0xa9b0bf),
    mark: rgb(0x10182c),
    bloom: rgb(0xe08a2c),
    cover: 1,
    glow: 0,
  },
};

/** Entries of a colour ramp; the middle one is nothing. */
export const RAMP_SIZE = 255;
/** Weak signals fade faster than they weaken, so that thousands of them are a haze. */
const FADE = 1.5;

/**
 * Colours of signals from -1 (first) through 0 (middle, transparent) to 1 (last): hue says the sign,
 * brightness and opacity the strength.
 * @returns RGBA bytes, `[255][4]`, not premultiplied
 */
export function colourRamp({ negative, positive }: Palette): Uint8Array {
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
