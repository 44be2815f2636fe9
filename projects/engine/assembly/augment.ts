import { Augmentation, Batch } from './layout';

/** Images are this wide and high. */
const SIZE: u32 = 28;
/** Width and height of the pad that a digit is drawn on anew before it is fitted again. */
const PAD: u32 = 40;
/** Fitting as the app does it (projects/model/src/prepare-image.ts). */
const CENTRE: f32 = 14;
const BOX: f32 = 20;
const MASS_CENTRE: f32 = 14.5;
const LARGEST_SHIFT: f32 = 4;
/** Bytes below this are no ink: a tenth of full ink. */
const INK: u32 = 26;
/** A digit drawn smaller than this share of its size is sampled four times a pixel. */
const FINE_BELOW: f32 = 0.75;

/** Source with a border of two blank pixels, so that sampling needs no questions at the edge. */
const BORDERED: u32 = 44;
const MARGIN: u32 = 2;
/** Nodes along an edge of the elastic field's grid of displacements, x and y by turns. */
const GRID: u32 = 6;

// Scratch memory, one for each thread: it is the caller's, since the module's own is shared.
let bordered: usize = 0;
let pad: usize = 0;
let field: usize = 0;
/** A row of the field, between two of the grid's. */
let fieldRow: usize = 0;

function useScratch(scratch: usize): void {
  field = scratch;
  fieldRow = field + GRID * GRID * 2 * 4;
  bordered = fieldRow + GRID * 2 * 4;
  pad = bordered + BORDERED * BORDERED;
}

/** Bytes that `augment` needs to work in; vectors reach over the end of the pad. */
export function augmentScratchBytes(): u32 {
  useScratch(0);
  return <u32>pad + PAD * PAD + 16;
}

// Where the bordered image has ink: samples outside, at these coordinates and beyond, are blank.
let inkLeft: f32 = 0;
let inkRight: f32 = 0;
let inkTop: f32 = 0;
let inkBottom: f32 = 0;

// splitmix32, as in src/random.ts: a stream of its own for each image of the run.
let state: u32 = 0;

function next(): u32 {
  state += 0x9e3779b9;
  let z = state;
  z = (z ^ (z >>> 16)) * 0x21f0aaad;
  z = (z ^ (z >>> 15)) * 0x735a2d97;
  return z ^ (z >>> 15);
}

/** Uniform in [0, 1). */
function unit(): f32 {
  return <f32>(next() >>> 8) * <f32>5.9604644775390625e-8;
}

/** Uniform in [-limit, limit). */
function within(limit: f32): f32 {
  return (<f32>2 * unit() - 1) * limit;
}

/** Draws images `from` to `to` of a batch as another hand might have: `augmented` gets them. */
export function augment(
  batch: Batch,
  options: Augmentation,
  scratch: usize,
  from: u32,
  to: u32,
): void {
  useScratch(scratch);
  for (let image = from; image < to; image++) {
    state = options.seed;
    state = next() ^ (options.firstImage + image);
    state = next();
    const source = batch.pixels + <usize>load<u32>(batch.indices + (image << 2)) * SIZE * SIZE;
    const target = batch.augmented + image * SIZE * SIZE;
    // Turned, sheared, scaled: [a b; c d] takes the source's plane to the drawing's.
    const angle = <f64>within(options.rotation);
    const cos = <f32>NativeMath.cos(angle);
    const sin = <f32>NativeMath.sin(angle);
    const zoom: f32 = <f32>1 + within(options.scale);
    const stretch: f32 = <f32>1 + within(options.anisotropy);
    const shear = within(options.shear);
    const sx = zoom * stretch;
    const sy = zoom / stretch;
    let a = cos * sx;
    let b = (cos * shear - sin) * sy;
    let c = sin * sx;
    let d = (sin * shear + cos) * sy;
    const isRefitted = unit() < options.refitShare;
    setBordered(source, SIZE);
    const isElastic = options.elastic > 0;
    if (isElastic) {
      for (let node: u32 = 0; node < GRID * GRID * 2; node++) {
        store<f32>(field + (node << 2), within(options.elastic));
      }
    }
    if (isRefitted) {
      const size = options.smallest + unit() * (options.largest - options.smallest);
      const factor = size / BOX;
      a *= factor;
      b *= factor;
      c *= factor;
      d *= factor;
      const x = <f32>PAD / 2 + within(0.5);
      const y = <f32>PAD / 2 + within(0.5);
      memory.fill(pad, 0, PAD * PAD);
      // Half the diagonal of MNIST's box, and what its offset, slant and bends add.
      const reach = <f32>min(<f32>PAD / 2, factor * 22 + 1);
      resample(pad, PAD, reach, a, b, c, d, CENTRE, CENTRE, x, y, factor < FINE_BELOW, isElastic);
      fit(pad, target);
    } else {
      const x = CENTRE + within(options.shift);
      const y = CENTRE + within(options.shift);
      resample(target, SIZE, CENTRE, a, b, c, d, CENTRE, CENTRE, x, y, false, isElastic);
    }
  }
}

/** Fits the ink's box into 20x20 and puts its mass at 14.5, as the app prepares what it reads. */
function fit(source: usize, target: usize): void {
  let left = PAD;
  let right: u32 = 0;
  let top = PAD;
  let bottom: u32 = 0;
  // Whole numbers, the coordinates doubled: below 2^24 even if all is ink, so float32 holds them.
  let mass: u32 = 0;
  let massX: u32 = 0;
  let massY: u32 = 0;
  for (let y: u32 = 0; y < PAD; y++) {
    let rowMass: u32 = 0;
    for (let start: u32 = 0; start < PAD; start += 8) {
      const eight = v128.load_zero<u64>(source + y * PAD + start);
      let mask = i8x16.bitmask(i8x16.ge_u(eight, i8x16.splat(<i8>INK)));
      for (; mask != 0; mask &= mask - 1) {
        const x = start + ctz(mask);
        const ink = <u32>load<u8>(source + y * PAD + x);
        left = min(left, x);
        right = max(right, x + 1);
        rowMass += ink;
        massX += ink * (2 * x + 1);
      }
    }
    if (rowMass == 0) continue;
    top = min(top, y);
    bottom = y + 1;
    mass += rowMass;
    massY += rowMass * (2 * y + 1);
  }
  memory.fill(target, 0, SIZE * SIZE);
  if (mass == 0) return;
  const scale = BOX / <f32>max(right - left, bottom - top);
  const centreX = <f32>(left + right) / 2;
  const centreY = <f32>(top + bottom) / 2;
  const shiftX = MASS_CENTRE - CENTRE - (<f32>massX / 2 / <f32>mass - centreX) * scale;
  const shiftY = MASS_CENTRE - CENTRE - (<f32>massY / 2 / <f32>mass - centreY) * scale;
  const x = CENTRE + max(-LARGEST_SHIFT, min(LARGEST_SHIFT, shiftX));
  const y = CENTRE + max(-LARGEST_SHIFT, min(LARGEST_SHIFT, shiftY));
  setBordered(source, PAD);
  resample(target, SIZE, CENTRE, scale, 0, 0, scale, centreX, centreY, x, y, false, false);
}

/** Copies an image into the bordered one, and finds out where it has ink. */
function setBordered(source: usize, size: u32): void {
  memory.fill(bordered, 0, BORDERED * BORDERED);
  let columns: u64 = 0;
  let rows: u64 = 0;
  for (let row: u32 = 0; row < size; row++) {
    const from = source + row * size;
    const to = bordered + (row + MARGIN) * BORDERED + MARGIN;
    let inked: u64 = 0;
    for (let start: u32 = 0; start < size; start += 16) {
      // Sizes are no multiples of 16: the last vector covers some pixels again.
      const column = min(start, size - 16);
      const pixels = v128.load(from + column);
      v128.store(to + column, pixels);
      inked |= <u64>(i8x16.bitmask(i8x16.eq(pixels, i8x16.splat(0))) ^ 0xffff) << column;
    }
    columns |= inked;
    rows |= <u64>(inked != 0) << row;
  }
  // A pixel has a part in the samples of four cells, two to each side.
  inkLeft = <f32>(MARGIN + <u32>ctz(columns)) - 1;
  inkRight = <f32>(MARGIN + 64 - <u32>clz(columns));
  inkTop = <f32>(MARGIN + <u32>ctz(rows)) - 1;
  inkBottom = <f32>(MARGIN + 64 - <u32>clz(rows));
}

/** The displacements between the grid's rows, at a row of an output so high. */
function setFieldRow(row: u32, size: u32): void {
  const y = (<f32>row * <f32>(GRID - 1)) / <f32>size;
  const above = <u32>y;
  const fraction = f32x4.splat(y - <f32>above);
  for (let offset: u32 = 0; offset < GRID * 2 * 4; offset += 16) {
    const at = field + above * GRID * 2 * 4 + offset;
    const upper = v128.load(at);
    const difference = f32x4.sub(v128.load(at + GRID * 2 * 4), upper);
    v128.store(fieldRow + offset, f32x4.add(upper, f32x4.mul(fraction, difference)));
  }
}

/**
 * Samples the bordered image, bilinearly, where `[a b; c d]` takes (fromX, fromY) to (toX, toY); four
 * pixels at a time.
 * @param reach rows and columns further than this from the middle have to be blank, and stay so
 * @param isFine whether to take four samples a pixel
 * @param isElastic whether to displace each pixel by the elastic field
 */
function resample(
  target: usize,
  size: u32,
  reach: f32,
  a: f32,
  b: f32,
  c: f32,
  d: f32,
  fromX: f32,
  fromY: f32,
  toX: f32,
  toY: f32,
  isFine: bool,
  isElastic: bool,
): void {
  const determinant = a * d - b * c;
  const ia = d / determinant;
  const ib = -b / determinant;
  const ic = -c / determinant;
  const id = a / determinant;
  // From the middle of an output pixel to coordinates in which source pixels are at whole numbers.
  const x0 = fromX - 0.5 + <f32>MARGIN;
  const y0 = fromY - 0.5 + <f32>MARGIN;
  const first = <u32>(<f32>(size >> 1) - reach);
  const last = size - first;
  const ux = f32x4.splat((ia + ib) / 4);
  const uy = f32x4.splat((ic + id) / 4);
  const vx = f32x4.splat((ia - ib) / 4);
  const vy = f32x4.splat((ic - id) / 4);
  for (let row = first; row < last; row++) {
    const dy = <f32>row + 0.5 - toY;
    if (isElastic) setFieldRow(row, size);
    for (let column = first; column < last; column += 4) {
      const columns = i32x4.add(i32x4.splat(column), i32x4(0, 1, 2, 3));
      const positions = f32x4.convert_i32x4_s(columns);
      const dx = f32x4.sub(f32x4.add(positions, f32x4.splat(0.5)), f32x4.splat(toX));
      let x = f32x4.add(
        f32x4.add(f32x4.splat(x0), f32x4.mul(f32x4.splat(ia), dx)),
        f32x4.splat(ib * dy),
      );
      let y = f32x4.add(
        f32x4.add(f32x4.splat(y0), f32x4.mul(f32x4.splat(ic), dx)),
        f32x4.splat(id * dy),
      );
      if (isElastic) {
        const grid = f32x4.mul(positions, f32x4.splat(<f32>(GRID - 1)));
        const along = f32x4.div(grid, f32x4.splat(<f32>size));
        const nodes = i32x4.trunc_sat_f32x4_s(along);
        const fraction = f32x4.sub(along, f32x4.convert_i32x4_s(nodes));
        // Each of these is x and y at a node, and x and y at the next; columns past the last use its.
        const d0 = v128.load(fieldRow + (i32x4.extract_lane(nodes, 0) << 3));
        const d1 = v128.load(fieldRow + (i32x4.extract_lane(nodes, 1) << 3));
        const d2 = v128.load(fieldRow + (i32x4.extract_lane(nodes, 2) << 3));
        const d3 = v128.load(fieldRow + (i32x4.extract_lane(nodes, 3) << 3));
        const left01 = v128.shuffle<f32>(d0, d1, 0, 4, 1, 5);
        const left23 = v128.shuffle<f32>(d2, d3, 0, 4, 1, 5);
        const right01 = v128.shuffle<f32>(d0, d1, 2, 6, 3, 7);
        const right23 = v128.shuffle<f32>(d2, d3, 2, 6, 3, 7);
        const leftX = v128.shuffle<f32>(left01, left23, 0, 1, 4, 5);
        const leftY = v128.shuffle<f32>(left01, left23, 2, 3, 6, 7);
        const rightX = v128.shuffle<f32>(right01, right23, 0, 1, 4, 5);
        const rightY = v128.shuffle<f32>(right01, right23, 2, 3, 6, 7);
        x = f32x4.add(x, f32x4.add(leftX, f32x4.mul(fraction, f32x4.sub(rightX, leftX))));
        y = f32x4.add(y, f32x4.add(leftY, f32x4.mul(fraction, f32x4.sub(rightY, leftY))));
      }
      let ink: v128;
      if (isFine) {
        ink = sample(f32x4.add(x, ux), f32x4.add(y, uy));
        ink = f32x4.add(ink, sample(f32x4.sub(x, ux), f32x4.sub(y, uy)));
        ink = f32x4.add(ink, sample(f32x4.add(x, vx), f32x4.add(y, vy)));
        ink = f32x4.add(ink, sample(f32x4.sub(x, vx), f32x4.sub(y, vy)));
        ink = f32x4.div(ink, f32x4.splat(4));
      } else {
        ink = sample(x, y);
      }
      const rounded = i32x4.trunc_sat_f32x4_s(f32x4.add(ink, f32x4.splat(0.5)));
      // Pixels past the last column stay blank.
      const kept = v128.and(rounded, i32x4.lt_s(columns, i32x4.splat(last)));
      const words = i16x8.narrow_i32x4_u(kept, kept);
      v128.store_lane<u32>(target + row * size + column, i8x16.narrow_i16x8_u(words, words), 0);
    }
  }
}

/** Four samples of the bordered image. */
// @ts-ignore: AssemblyScript's decorator
@inline
function sample(x: v128, y: v128): v128 {
  const isInX = v128.and(f32x4.ge(x, f32x4.splat(inkLeft)), f32x4.lt(x, f32x4.splat(inkRight)));
  const isInY = v128.and(f32x4.ge(y, f32x4.splat(inkTop)), f32x4.lt(y, f32x4.splat(inkBottom)));
  const isIn = v128.and(isInX, isInY);
  if (!v128.any_true(isIn)) return f32x4.splat(0);
  // What is outside samples the border's blank corner.
  const inX = v128.and(x, isIn);
  const inY = v128.and(y, isIn);
  const column = i32x4.trunc_sat_f32x4_s(inX);
  const row = i32x4.trunc_sat_f32x4_s(inY);
  const fx = f32x4.sub(inX, f32x4.convert_i32x4_s(column));
  const fy = f32x4.sub(inY, f32x4.convert_i32x4_s(row));
  const at = i32x4.add(i32x4.mul(row, i32x4.splat(BORDERED)), column);
  const at0 = bordered + i32x4.extract_lane(at, 0);
  const at1 = bordered + i32x4.extract_lane(at, 1);
  const at2 = bordered + i32x4.extract_lane(at, 2);
  const at3 = bordered + i32x4.extract_lane(at, 3);
  // A pixel and its right neighbour are the two low bytes of each lane.
  let upper = i32x4.splat(0);
  upper = v128.load_lane<u16>(at0, upper, 0);
  upper = v128.load_lane<u16>(at1, upper, 2);
  upper = v128.load_lane<u16>(at2, upper, 4);
  upper = v128.load_lane<u16>(at3, upper, 6);
  let lower = i32x4.splat(0);
  lower = v128.load_lane<u16>(at0, lower, 0, BORDERED);
  lower = v128.load_lane<u16>(at1, lower, 2, BORDERED);
  lower = v128.load_lane<u16>(at2, lower, 4, BORDERED);
  lower = v128.load_lane<u16>(at3, lower, 6, BORDERED);
  const top = between(upper, fx);
  const bottom = between(lower, fx);
  const restY = f32x4.sub(f32x4.splat(1), fy);
  return f32x4.add(f32x4.mul(top, restY), f32x4.mul(bottom, fy));
}

/** In each lane, between its lowest byte and the one above it. */
// @ts-ignore: AssemblyScript's decorator
@inline
function between(pairs: v128, fraction: v128): v128 {
  const left = f32x4.convert_i32x4_s(v128.and(pairs, i32x4.splat(0xff)));
  const right = f32x4.convert_i32x4_s(i32x4.shr_u(pairs, 8));
  const rest = f32x4.sub(f32x4.splat(1), fraction);
  return f32x4.add(f32x4.mul(left, rest), f32x4.mul(right, fraction));
}
