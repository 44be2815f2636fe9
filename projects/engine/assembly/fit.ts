// Fitting as the app does it (projects/model/src/prepare-image.ts): the ink's box goes into 20x20, its mass
// to 14.5.
import { inkedMask, sharesOf, storeInk, zipHigh, zipLow } from './pixels';
import { SIZE } from './quads';

/** Width and height of the pad that a digit is drawn on anew before it is fitted. */
export const PAD: u32 = 40;
/** Bytes from row to row: whole vectors, the last eight always blank. */
export const PAD_STRIDE: u32 = 48;
/** Bytes of a pad, with a blank row above and below. */
export const PAD_BYTES: u32 = (PAD + 2) * PAD_STRIDE;

export const CENTRE: f32 = 14;
export const BOX: f32 = 20;
const MASS_CENTRE: f32 = 14.5;
const LARGEST_SHIFT: f32 = 4;
/** Bytes below this are no ink: a tenth of full ink. */
const INK: u32 = 26;

/** Bytes of a mix of two rows of the pad: words, and a vector of blank ones before them. */
const ROW_BYTES: u32 = 16 + PAD_STRIDE * 2;
/** Bytes of where a column of the image is read in that: for four at a time their addresses, then their shares. */
const PLACE_BYTES: u32 = 8;
/** Bytes that `fit` needs to work in. */
export const FIT_BYTES: u32 = ROW_BYTES + SIZE * PLACE_BYTES;
const PIXEL: f32 = 65536;

// Where the pad is not blank.
let inkLeft: u32 = 0;
let inkRight: u32 = 0;
let inkTop: u32 = 0;
let inkBottom: u32 = 0;

// The box of what counts as ink, and its mass; sums of coordinates by mass are doubled, so that they are whole.
let left: u32 = 0;
let right: u32 = 0;
let top: u32 = 0;
let bottom: u32 = 0;
let mass: u32 = 0;
let massX: u32 = 0;
let massY: u32 = 0;

// Columns of the image that may have ink, whole strips of four.
let firstColumn: u32 = 0;
let lastColumn: u32 = 0;

/** The first pixel of a blank pad at this address. */
export function clearPad(pad: usize): usize {
  memory.fill(pad, 0, PAD_BYTES);
  return pad + PAD_STRIDE;
}

/** Fits what is drawn on a pad into a blank image. */
export function fit(pixels: usize, target: usize, scratch: usize): void {
  measure(pixels);
  if (mass == 0) return;
  const scale = BOX / <f32>max(right - left, bottom - top);
  const centreX = <f32>(left + right) / 2;
  const centreY = <f32>(top + bottom) / 2;
  const x = CENTRE + shiftOf(<f32>massX / 2 / <f32>mass - centreX, scale);
  const y = CENTRE + shiftOf(<f32>massY / 2 / <f32>mass - centreY, scale);
  drawFitted(pixels, target, scratch, 1 / scale, centreX, centreY, x, y);
}

function shiftOf(offset: f32, scale: f32): f32 {
  const shift = MASS_CENTRE - CENTRE - offset * scale;
  return max(-LARGEST_SHIFT, min(LARGEST_SHIFT, shift));
}

/** Finds out where the pad is not blank, and box and mass of its ink. */
function measure(pixels: usize): void {
  const none = i32x4.splat(0);
  let inked0 = none;
  let inked1 = none;
  let inked2 = none;
  let box0 = none;
  let box1 = none;
  let box2 = none;
  let masses = none;
  let massesX = none;
  let massesY = none;
  inkTop = PAD;
  inkBottom = 0;
  top = PAD;
  bottom = 0;
  for (let y: u32 = 0; y < PAD; y++) {
    const row = pixels + y * PAD_STRIDE;
    const all0 = v128.load(row);
    const all1 = v128.load(row, 16);
    const all2 = v128.load(row, 32);
    if (!v128.any_true(v128.or(v128.or(all0, all1), all2))) continue;
    inkTop = min(inkTop, y);
    inkBottom = y + 1;
    inked0 = v128.or(inked0, all0);
    inked1 = v128.or(inked1, all1);
    inked2 = v128.or(inked2, all2);
    const ink0 = onlyInk(all0);
    const ink1 = onlyInk(all1);
    const ink2 = onlyInk(all2);
    if (!v128.any_true(v128.or(v128.or(ink0, ink1), ink2))) continue;
    top = min(top, y);
    bottom = y + 1;
    box0 = v128.or(box0, ink0);
    box1 = v128.or(box1, ink1);
    box2 = v128.or(box2, ink2);
    const pairs = i16x8.add(
      i16x8.add(i16x8.extadd_pairwise_i8x16_u(ink0), i16x8.extadd_pairwise_i8x16_u(ink1)),
      i16x8.extadd_pairwise_i8x16_u(ink2),
    );
    const rowMass = i32x4.extadd_pairwise_i16x8_u(pairs);
    masses = i32x4.add(masses, rowMass);
    massesY = i32x4.add(massesY, i32x4.mul(rowMass, i32x4.splat(2 * y + 1)));
    massesX = i32x4.add(massesX, weighed(ink0, 0));
    massesX = i32x4.add(massesX, weighed(ink1, 16));
    massesX = i32x4.add(massesX, weighed(ink2, 32));
  }
  const inked = bitsOf(inked0, inked1, inked2);
  inkLeft = <u32>ctz(inked);
  inkRight = 64 - <u32>clz(inked);
  const box = bitsOf(box0, box1, box2);
  left = <u32>ctz(box);
  right = 64 - <u32>clz(box);
  mass = sumOf(masses);
  massX = sumOf(massesX);
  massY = sumOf(massesY);
}

// @ts-ignore: AssemblyScript's decorator
@inline
function onlyInk(bytes: v128): v128 {
  return v128.and(bytes, i8x16.ge_u(bytes, i8x16.splat(<i8>INK)));
}

/** Bytes by their columns' doubled coordinates. */
// @ts-ignore: AssemblyScript's decorator
@inline
function weighed(bytes: v128, column: i16): v128 {
  const low = i16x8.add(i16x8(1, 3, 5, 7, 9, 11, 13, 15), i16x8.splat(2 * column));
  const high = i16x8.add(low, i16x8.splat(16));
  return i32x4.add(
    i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(bytes), low),
    i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(bytes), high),
  );
}

/** A bit for each column that is not zero. */
function bitsOf(columns0: v128, columns1: v128, columns2: v128): u64 {
  return (
    <u64>inkedMask(columns0) | (<u64>inkedMask(columns1) << 16) | (<u64>inkedMask(columns2) << 32)
  );
}

function sumOf(words: v128): u32 {
  return (
    i32x4.extract_lane(words, 0) +
    i32x4.extract_lane(words, 1) +
    i32x4.extract_lane(words, 2) +
    i32x4.extract_lane(words, 3)
  );
}

/**
 * Samples the pad bilinearly, a step of so many of its pixels for each of the image's. As neither is turned, a row of
 * the image is read from a mix of two rows of the pad, and in all rows at the same places.
 */
function drawFitted(
  pixels: usize,
  target: usize,
  scratch: usize,
  step: f32,
  fromX: f32,
  fromY: f32,
  toX: f32,
  toY: f32,
): void {
  const row = scratch + 16;
  const places = scratch + ROW_BYTES;
  memory.fill(scratch, 0, ROW_BYTES);
  placeColumns(places, row, fromX - 0.5 + (0.5 - toX) * step, step);
  const end = <f32>inkBottom;
  for (let y: u32 = 0; y < SIZE; y++) {
    const exact = fromY - 0.5 + (<f32>y + 0.5 - toY) * step;
    // Rows of the pad from the blank one above the ink, which may be row -1, to the last with ink.
    if (!(exact >= <f32>inkTop - 1 && exact < end)) continue;
    const position = <u32>((exact + 1) * PIXEL);
    const upper = pixels - PAD_STRIDE + (position >> 16) * PAD_STRIDE;
    mixRows(upper, row, i32x4.splat(position));
    readRow(target + y * SIZE, places);
  }
}

/** Finds out where in a mixed row each column of the image is read, and which columns may have ink. */
function placeColumns(places: usize, row: usize, start: f32, step: f32): void {
  firstColumn = SIZE;
  lastColumn = 0;
  // From the blank column before the ink, which may be column -1.
  const origin = <f32>inkLeft - 1;
  const addresses = i32x4.splat(<i32>row + (<i32>inkLeft - 1) * 2);
  const end = f32x4.splat(<f32>inkRight - origin);
  for (let column: u32 = 0; column < SIZE; column += 4) {
    const columns = f32x4.convert_i32x4_s(i32x4.add(i32x4.splat(column), i32x4(0, 1, 2, 3)));
    const across = f32x4.mul(columns, f32x4.splat(step));
    const exact = f32x4.add(f32x4.splat(start - origin), across);
    const isIn = v128.and(f32x4.ge(exact, f32x4.splat(0)), f32x4.lt(exact, end));
    if (!v128.any_true(isIn)) continue;
    firstColumn = min(firstColumn, column);
    lastColumn = column + 4;
    // What is outside is read at 0, which is blank.
    const inside = v128.and(exact, isIn);
    const positions = i32x4.trunc_sat_f32x4_s(f32x4.mul(inside, f32x4.splat(PIXEL)));
    const to = places + column * PLACE_BYTES;
    v128.store(to, i32x4.add(addresses, i32x4.shl(i32x4.shr_u(positions, 16), 1)));
    v128.store(to, sharesOf(positions), 16);
  }
}

/** Reads the columns of a row of the image from a mixed row. */
// @ts-ignore: AssemblyScript's decorator
@inline
function readRow(target: usize, places: usize): void {
  for (let column = firstColumn; column < lastColumn; column += 4) {
    const at = places + column * PLACE_BYTES;
    let pairs = v128.load_zero<u32>(load<u32>(at));
    pairs = v128.load_lane<u32>(load<u32>(at, 4), pairs, 1);
    pairs = v128.load_lane<u32>(load<u32>(at, 8), pairs, 2);
    pairs = v128.load_lane<u32>(load<u32>(at, 12), pairs, 3);
    // A mixed row has seven bits behind the point, shares have fifteen.
    storeInk(target + column, i32x4.dot_i16x8_s(pairs, v128.load(at, 16)), 22);
  }
}

/** Mixes a row of the pad and the one below it where there is ink, in 128ths of a byte's step. */
function mixRows(upper: usize, row: usize, position: v128): void {
  const shares = sharesOf(position);
  for (let column = inkLeft & ~15; column < inkRight; column += 16) {
    const above = v128.load(upper + column);
    const below = v128.load(upper + column, PAD_STRIDE);
    const to = row + (column << 1);
    v128.store(to, mixPairs(zipLow(above, below), shares));
    v128.store(to, mixPairs(zipHigh(above, below), shares), 16);
  }
}

// @ts-ignore: AssemblyScript's decorator
@inline
function mixPairs(pairs: v128, shares: v128): v128 {
  const low = i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(pairs), shares);
  const high = i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(pairs), shares);
  return i16x8.narrow_i32x4_s(i32x4.shr_u(low, 8), i32x4.shr_u(high, 8));
}
