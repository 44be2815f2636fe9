import type { Rectangle } from '../../../platform/rectangle.ts';
import { isFree } from './free-place.ts';

/** Where the legend stands, CSS pixels, and whether its entries stand below each other. */
export interface LegendPlace {
  readonly left: number;
  readonly top: number;
  readonly isStacked: boolean;
}

/** What decides where there is room. */
export interface LegendSurroundings {
  /** The part of the picture that no panel covers. */
  readonly freeArea: Rectangle;
  /** Boxes of the names in the picture. */
  readonly texts: readonly Rectangle[];
  /** Corners of the layers, in the order of their edges. */
  readonly layers: readonly (readonly { readonly x: number; readonly y: number }[])[];
  /** Font size of the page as a multiple of the usual one. */
  readonly scale: number;
}

/** Width of a sample with its distance to the word, of a letter, and between entries; height of an entry; CSS pixels. */
const SAMPLE = 32;
const LETTER = 7;
const GAP = 18;
const ROW = 17;
/** How far it reaches into the distance that the free area keeps from what is below it, CSS pixels. */
const DROP = 10;

/**
 * The legend's place: in the lower left corner of what is free, in a row or, where that is too wide, in a stack.
 * @param words of its entries
 * @returns undefined if there is no room for either
 */
export function legendPlace(
  words: readonly string[],
  { freeArea, texts, layers, scale }: LegendSurroundings,
): LegendPlace | undefined {
  const widths = words.map((word) => SAMPLE + word.length * LETTER * scale);
  const row = {
    width: widths.reduce((sum, width) => sum + width, 0) + GAP * (words.length - 1),
    height: ROW * scale,
  };
  const stack = { width: Math.max(...widths), height: ROW * scale * words.length };
  for (const [size, isStacked] of [
    [row, false],
    [stack, true],
  ] as const) {
    const left = freeArea.left;
    const top = freeArea.top + freeArea.height + DROP - size.height;
    const fits = size.width <= freeArea.width && size.height <= freeArea.height;
    if (fits && isFree({ left, top, ...size }, texts, layers)) return { left, top, isStacked };
  }
  return undefined;
}
