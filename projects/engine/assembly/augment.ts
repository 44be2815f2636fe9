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

/** Bytes that `augment` needs to work in. */
export function augmentScratchBytes(): u32 {
  useScratch(0);
  return <u32>pad + PAD * PAD;
}

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

/** Draws images `from` to `to` of a batch as another hand might have: `drawn` gets them. */
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
    state = next() ^ (options.firstDraw + image);
    state = next();
    const source = batch.pixels + <usize>load<u32>(batch.indices + (image << 2)) * SIZE * SIZE;
    const target = batch.drawn + image * SIZE * SIZE;
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
      fit(pad, PAD, target);
    } else {
      const x = CENTRE + within(options.shift);
      const y = CENTRE + within(options.shift);
      resample(target, SIZE, CENTRE, a, b, c, d, CENTRE, CENTRE, x, y, false, isElastic);
    }
  }
}

/** Fits the ink's box into 20x20 and puts its mass at 14.5, as the app prepares what it reads. */
function fit(source: usize, size: u32, target: usize): void {
  let left = size;
  let right: u32 = 0;
  let top = size;
  let bottom: u32 = 0;
  let mass: f32 = 0;
  let massX: f32 = 0;
  let massY: f32 = 0;
  for (let y: u32 = 0; y < size; y++) {
    for (let x: u32 = 0; x < size; x++) {
      const ink = <u32>load<u8>(source + y * size + x);
      if (ink < INK) continue;
      left = min(left, x);
      right = max(right, x + 1);
      top = min(top, y);
      bottom = max(bottom, y + 1);
      mass += <f32>ink;
      massX += <f32>ink * (<f32>x + 0.5);
      massY += <f32>ink * (<f32>y + 0.5);
    }
  }
  memory.fill(target, 0, SIZE * SIZE);
  if (mass == 0) return;
  const scale = BOX / <f32>max(right - left, bottom - top);
  const centreX = <f32>(left + right) / 2;
  const centreY = <f32>(top + bottom) / 2;
  const shiftX = MASS_CENTRE - CENTRE - (massX / mass - centreX) * scale;
  const shiftY = MASS_CENTRE - CENTRE - (massY / mass - centreY) * scale;
  const x = CENTRE + max(-LARGEST_SHIFT, min(LARGEST_SHIFT, shiftX));
  const y = CENTRE + max(-LARGEST_SHIFT, min(LARGEST_SHIFT, shiftY));
  setBordered(source, size);
  resample(target, SIZE, CENTRE, scale, 0, 0, scale, centreX, centreY, x, y, false, false);
}

function setBordered(source: usize, size: u32): void {
  memory.fill(bordered, 0, BORDERED * BORDERED);
  for (let row: u32 = 0; row < size; row++) {
    memory.copy(bordered + (row + MARGIN) * BORDERED + MARGIN, source + row * size, size);
  }
}

/** The displacements between the grid's rows, at a row of an output so high. */
function setFieldRow(row: u32, size: u32): void {
  const y = (<f32>row * <f32>(GRID - 1)) / <f32>size;
  const above = <u32>y;
  const fraction = y - <f32>above;
  for (let node: u32 = 0; node < GRID * 2; node++) {
    const at = field + ((above * GRID * 2 + node) << 2);
    const upper = load<f32>(at);
    store<f32>(
      fieldRow + (node << 2),
      upper + fraction * (load<f32>(at + ((GRID * 2) << 2)) - upper),
    );
  }
}

/**
 * Samples the bordered image, bilinearly, where `[a b; c d]` takes (fromX, fromY) to (toX, toY).
 * @param reach rows and columns further than this from the middle stay as they are
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
  for (let row = first; row < last; row++) {
    const dy = <f32>row + 0.5 - toY;
    if (isElastic) setFieldRow(row, size);
    for (let column = first; column < last; column++) {
      const dx = <f32>column + 0.5 - toX;
      let x = x0 + ia * dx + ib * dy;
      let y = y0 + ic * dx + id * dy;
      if (isElastic) {
        const along = (<f32>column * <f32>(GRID - 1)) / <f32>size;
        const node = <u32>along;
        const fraction = along - <f32>node;
        const at = fieldRow + (node << 3);
        const left = load<f32>(at);
        const above = load<f32>(at, 4);
        x += left + fraction * (load<f32>(at, 8) - left);
        y += above + fraction * (load<f32>(at, 12) - above);
      }
      let ink: f32;
      if (isFine) {
        const ux = (ia + ib) / 4;
        const uy = (ic + id) / 4;
        const vx = (ia - ib) / 4;
        const vy = (ic - id) / 4;
        ink =
          (sample(x + ux, y + uy) +
            sample(x - ux, y - uy) +
            sample(x + vx, y + vy) +
            sample(x - vx, y - vy)) /
          4;
      } else {
        ink = sample(x, y);
      }
      store<u8>(target + row * size + column, <u8>(ink + 0.5));
    }
  }
}

// @ts-ignore: AssemblyScript's decorator
@inline
function sample(x: f32, y: f32): f32 {
  const limit = <f32>(BORDERED - 2);
  if (!(x >= 0 && y >= 0 && x < limit && y < limit)) return 0;
  const column = <u32>x;
  const row = <u32>y;
  const fx = x - <f32>column;
  const fy = y - <f32>row;
  const at = bordered + row * BORDERED + column;
  const top = <f32>load<u8>(at) * (1 - fx) + <f32>load<u8>(at, 1) * fx;
  const bottom =
    <f32>load<u8>(at + BORDERED) * (1 - fx) + <f32>load<u8>(at + BORDERED, 1) * fx;
  return top * (1 - fy) + bottom * fy;
}
