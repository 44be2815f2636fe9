// An image laid out for bilinear sampling: for each place the four pixels around it are one word, so that a
// sample is one load.
//
// Positions are whole numbers, 65536ths of a pixel, and pixels have their middles at multiples of that. The origin is
// the pixel to the left of the ink and above it; whatever lies before it or behind the ink samples blank.
import { inkedMask, sharesOf, zipHigh, zipLow } from './pixels';

/** Images are this wide and high. */
export const SIZE: u32 = 28;
/** A row has 32 words: the 30 places that touch a pixel, and what fills a vector. */
const ROW_SHIFT: u32 = 7;
/** Bytes that quads take. */
export const QUADS_BYTES: u32 = (SIZE + 2) << ROW_SHIFT;

/** The first column and row with ink. */
export let inkLeft: u32 = 0;
export let inkTop: u32 = 0;
/** Positions behind the ink begin here. */
export let endX: i32 = 0;
export let endY: i32 = 0;
/** Address of the quad at position (0, 0). */
export let origin: usize = 0;

/** Columns of an image's row are loaded twice, 0 to 15 and from here on, since 28 are no whole vectors. */
const SECOND: u32 = SIZE - 16;

/** Lays an image out; false, and nothing else, when it is blank. */
export function setQuads(quads: usize, source: usize): bool {
  let inkedLow = i32x4.splat(0);
  let inkedHigh = i32x4.splat(0);
  let top = SIZE;
  let bottom: u32 = 0;
  for (let row: u32 = 0; row < SIZE; row++) {
    const low = v128.load(source + row * SIZE);
    const high = v128.load(source + row * SIZE + SECOND);
    if (!v128.any_true(v128.or(low, high))) continue;
    inkedLow = v128.or(inkedLow, low);
    inkedHigh = v128.or(inkedHigh, high);
    top = min(top, row);
    bottom = row + 1;
  }
  if (bottom == 0) return false;
  const inked = inkedMask(inkedLow) | (inkedMask(inkedHigh) << SECOND);
  inkLeft = ctz(inked);
  inkTop = top;
  endX = (32 - clz(inked) - inkLeft + 1) << 16;
  endY = (bottom - top + 1) << 16;
  // The first quad of a row is that of column -1.
  origin = quads + (inkLeft << 2);
  let upperLow = i32x4.splat(0);
  let upperHigh = i32x4.splat(0);
  for (let row = top; row <= bottom + 1; row++) {
    const from = source + row * SIZE;
    const lowerLow = row < bottom ? v128.load(from) : i32x4.splat(0);
    const lowerHigh = row < bottom ? v128.load(from + SECOND) : i32x4.splat(0);
    storeRow(quads + ((row - top) << ROW_SHIFT), upperLow, upperHigh, lowerLow, lowerHigh);
    upperLow = lowerLow;
    upperHigh = lowerHigh;
  }
  return true;
}

/** Stores the quads between two rows of pixels. */
// @ts-ignore: AssemblyScript's decorator
@inline
function storeRow(
  to: usize,
  upperLow: v128,
  upperHigh: v128,
  lowerLow: v128,
  lowerHigh: v128,
): void {
  // Columns of two bytes, the upper pixel and the lower: 0 to 7, 8 to 15, 12 to 19 and 20 to 27.
  const a = zipLow(upperLow, lowerLow);
  const b = zipHigh(upperLow, lowerLow);
  const c = zipLow(upperHigh, lowerHigh);
  const d = zipHigh(upperHigh, lowerHigh);
  const none = i32x4.splat(0);
  // Columns from -1, 7, 15 and 23 on, each beside the ones from 0, 8, 16 and 24 on.
  storeEight(to, v128.shuffle<u16>(none, a, 0, 8, 9, 10, 11, 12, 13, 14), a);
  storeEight(to + 32, v128.shuffle<u16>(a, b, 7, 8, 9, 10, 11, 12, 13, 14), b);
  storeEight(
    to + 64,
    v128.shuffle<u16>(c, d, 3, 4, 5, 6, 7, 8, 9, 10),
    v128.shuffle<u16>(c, d, 4, 5, 6, 7, 8, 9, 10, 11),
  );
  storeEight(
    to + 96,
    v128.shuffle<u16>(d, none, 3, 4, 5, 6, 7, 8, 9, 10),
    v128.shuffle<u16>(d, none, 4, 5, 6, 7, 8, 9, 10, 11),
  );
}

// @ts-ignore: AssemblyScript's decorator
@inline
function storeEight(to: usize, left: v128, right: v128): void {
  v128.store(to, v128.shuffle<u16>(left, right, 0, 8, 1, 9, 2, 10, 3, 11));
  v128.store(to, v128.shuffle<u16>(left, right, 4, 12, 5, 13, 6, 14, 7, 15), 16);
}

/**
 * Four samples, in 32768ths of a byte's step.
 * @param ends `endX` in all lanes; like `endsY` and `origins`, it is for a loop to load but once
 */
// @ts-ignore: AssemblyScript's decorator
@inline
export function sample(x: v128, y: v128, endsX: v128, endsY: v128, origins: v128): v128 {
  // Read without its sign, what lies before the origin lies behind the ink.
  const column = i32x4.min_u(x, endsX);
  const row = i32x4.min_u(y, endsY);
  const rowBytes = v128.and(i32x4.shr_u(row, 16 - ROW_SHIFT), i32x4.splat(-1 << ROW_SHIFT));
  const columnBytes = v128.and(i32x4.shr_u(column, 14), i32x4.splat(-4));
  const at = i32x4.add(i32x4.add(rowBytes, columnBytes), origins);
  let quads = v128.load_zero<u32>(<usize>i32x4.extract_lane(at, 0));
  quads = v128.load_lane<u32>(<usize>i32x4.extract_lane(at, 1), quads, 1);
  quads = v128.load_lane<u32>(<usize>i32x4.extract_lane(at, 2), quads, 2);
  quads = v128.load_lane<u32>(<usize>i32x4.extract_lane(at, 3), quads, 3);
  const shares = sharesOf(column);
  const upper = i32x4.dot_i16x8_s(v128.and(quads, i32x4.splat(0x00ff00ff)), shares);
  const lower = i32x4.dot_i16x8_s(i16x8.shr_u(quads, 8), shares);
  // 15 bits and a sign, by 15 bits that have nothing beside them in their lane.
  const difference = i32x4.shr_s(i32x4.sub(lower, upper), 8);
  const share = v128.and(i32x4.shr_u(row, 1), i32x4.splat(0x7fff));
  return i32x4.add(upper, i32x4.shr_s(i32x4.dot_i16x8_s(difference, share), 7));
}
