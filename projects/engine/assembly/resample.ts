import { bend, CELLS, furthestBend, NODE_BYTES, NODE_ROW_BYTES } from './elastic-field';
import { storeInk } from './pixels';
import { endX, endY, inkLeft, inkTop, origin, sample } from './quads';

// Positions are those of quads.ts: whole numbers, 65536 a pixel. With them a row further down is an addition, and a
// sum is the same whatever order it is taken in.
const PIXEL: f32 = 65536;
/** Positions and steps are limited to these, so that no sum of them leaves 32 bits: 8192 and 256 pixels. */
const FURTHEST: i32 = 1 << 29;
const LONGEST_STEP: i32 = 1 << 24;
/** A position that no sum of steps leads from into the ink. */
const NOWHERE: i32 = -1 << 30;

// The position of a drawing's pixel (0, 0) in the image that it is drawn from, and what a pixel further right and
// further down adds to it; in pixels.
let startX: f32 = 0;
let startY: f32 = 0;
let alongX: f32 = 0;
let alongY: f32 = 0;
let downX: f32 = 0;
let downY: f32 = 0;
// All the ink is between these columns and rows of the drawing.
let left: f32 = 0;
let right: f32 = 0;
let top: f32 = 0;
let bottom: f32 = 0;

/** Makes `[a b; c d]` take (fromX, fromY) of the image in quads to (toX, toY) of a drawing, once there is a field. */
export function setMap(
  a: f32,
  b: f32,
  c: f32,
  d: f32,
  fromX: f32,
  fromY: f32,
  toX: f32,
  toY: f32,
): void {
  const determinant = a * d - b * c;
  alongX = d / determinant;
  downX = -b / determinant;
  alongY = -c / determinant;
  downY = a / determinant;
  // From coordinates that count pixels' edges to those that count their middles, the first of them before the ink.
  const originX = fromX - 0.5 - (<f32>inkLeft - 1);
  const originY = fromY - 0.5 - (<f32>inkTop - 1);
  const x = toX - 0.5;
  const y = toY - 0.5;
  startX = originX - (alongX * x + downX * y);
  startY = originY - (alongY * x + downY * y);
  const halfWidth = <f32>endX / PIXEL / 2;
  const halfHeight = <f32>endY / PIXEL / 2;
  const middleX = x + a * (halfWidth - originX) + b * (halfHeight - originY);
  const middleY = y + c * (halfWidth - originX) + d * (halfHeight - originY);
  const furthestX = halfWidth + furthestBend;
  const furthestY = halfHeight + furthestBend;
  // A quarter of a pixel for samples beside a pixel's middle, as much for rounding.
  const reachX = abs(a) * furthestX + abs(b) * furthestY + 0.5;
  const reachY = abs(c) * furthestX + abs(d) * furthestY + 0.5;
  left = middleX - reachX;
  right = middleX + reachX;
  top = middleY - reachY;
  bottom = middleY + reachY;
}

// The drawing in the making: its width and height, bytes from row to row, where it may have ink, and whether a pixel
// has four samples.
let size: u32 = 0;
let stride: u32 = 0;
let firstColumn: u32 = 0;
let lastColumn: u32 = 0;
let firstRow: u32 = 0;
let lastRow: u32 = 0;
let isFine: bool = false;
// What a row further down adds to a position, and what leads to the samples on a pixel's diagonals.
let stepX: i32 = 0;
let stepY: i32 = 0;
let fallingX: i32 = 0;
let fallingY: i32 = 0;
let risingX: i32 = 0;
let risingY: i32 = 0;

/**
 * Draws the image in quads by the map, bent by the field.
 * @param target blank, `[edge][rowBytes]`
 * @param reach rows and columns further than this from the middle stay blank
 * @param fine whether to take four samples a pixel
 */
export function resample(
  target: usize,
  edge: u32,
  rowBytes: u32,
  field: usize,
  reach: f32,
  fine: bool,
): void {
  size = edge;
  stride = rowBytes;
  isFine = fine;
  const first = <u32>(<f32>(edge >> 1) - reach);
  firstColumn = max(first, <u32>left);
  firstRow = max(first, <u32>top);
  lastColumn = min(edge - first, <u32>(right + 1));
  lastRow = min(edge - first, <u32>(bottom + 1));
  stepX = stepOf(downX);
  stepY = stepOf(downY);
  fallingX = stepOf((alongX + downX) / 4);
  fallingY = stepOf((alongY + downY) / 4);
  risingX = stepOf((alongX - downX) / 4);
  risingY = stepOf((alongY - downY) / 4);
  for (let column = firstColumn & ~3; column < lastColumn; column += 4) {
    drawStrip(target + column, field, column);
  }
}

/** Draws four columns. */
function drawStrip(target: usize, field: usize, column: u32): void {
  const columns = i32x4.add(i32x4.splat(column), i32x4(0, 1, 2, 3));
  const isFirst = i32x4.ge_s(columns, i32x4.splat(firstColumn));
  const isIn = v128.and(isFirst, i32x4.lt_s(columns, i32x4.splat(lastColumn)));
  const across = f32x4.convert_i32x4_s(columns);
  const lineX = v128.bitselect(positions(startX, alongX, across), i32x4.splat(NOWHERE), isIn);
  const lineY = positions(startY, alongY, across);
  // A cell is wider than the strip, which has three nodes around it at most.
  const cellsAPixel = <f32>CELLS / <f32>size;
  const cells = f32x4.mul(across, f32x4.splat(cellsAPixel));
  const node = <u32>f32x4.extract_lane(cells, 0);
  const beyond = f32x4.sub(cells, f32x4.splat(<f32>node));
  const near = f32x4.pmin(beyond, f32x4.splat(1));
  const far = f32x4.sub(beyond, near);
  let at = field + node * NODE_BYTES;
  let upperX = bend(at, near, far);
  let upperY = bend(at + 4, near, far);
  for (let cell: u32 = 0; cell < CELLS; cell++) {
    at += NODE_ROW_BYTES;
    const lowerX = bend(at, near, far);
    const lowerY = bend(at + 4, near, far);
    const begin = max(firstRow, firstRowOf(cell));
    const end = min(lastRow, firstRowOf(cell + 1));
    if (begin < end) {
      // From one row of nodes to the next the bend grows by the same from pixel to pixel.
      const growthX = f32x4.mul(f32x4.sub(lowerX, upperX), f32x4.splat(cellsAPixel));
      const growthY = f32x4.mul(f32x4.sub(lowerY, upperY), f32x4.splat(cellsAPixel));
      const rows = f32x4.splat(<f32>begin - <f32>cell / cellsAPixel);
      const bendX = rounded(f32x4.add(upperX, f32x4.mul(rows, growthX)));
      const bendY = rounded(f32x4.add(upperY, f32x4.mul(rows, growthY)));
      drawRows(
        target + begin * stride,
        end - begin,
        i32x4.add(i32x4.add(lineX, i32x4.splat(begin * stepX)), bendX),
        i32x4.add(i32x4.add(lineY, i32x4.splat(begin * stepY)), bendY),
        i32x4.add(i32x4.splat(stepX), rounded(growthX)),
        i32x4.add(i32x4.splat(stepY), rounded(growthY)),
      );
    }
    upperX = lowerX;
    upperY = lowerY;
  }
}

/** A drawing's first row in a row of the field's cells. */
// @ts-ignore: AssemblyScript's decorator
@inline
function firstRowOf(cell: u32): u32 {
  return (cell * size + CELLS - 1) / CELLS;
}

// @ts-ignore: AssemblyScript's decorator
@inline
function positions(start: f32, along: f32, columns: v128): v128 {
  const pixels = f32x4.add(f32x4.splat(start), f32x4.mul(f32x4.splat(along), columns));
  const whole = i32x4.trunc_sat_f32x4_s(f32x4.mul(pixels, f32x4.splat(PIXEL)));
  return i32x4.max_s(i32x4.min_s(whole, i32x4.splat(FURTHEST)), i32x4.splat(-FURTHEST));
}

function stepOf(pixels: f32): i32 {
  return max(-LONGEST_STEP, min(LONGEST_STEP, <i32>nearest(pixels * PIXEL)));
}

/** The whole numbers next to floats below 2^22: the last bits of their sums with 1.5 * 2^23. */
// @ts-ignore: AssemblyScript's decorator
@inline
function rounded(values: v128): v128 {
  return i32x4.sub(f32x4.add(values, f32x4.splat(12582912)), i32x4.splat(0x4b400000));
}

/** Draws rows of four pixels. */
function drawRows(
  target: usize,
  rows: u32,
  x: v128,
  y: v128,
  downwardsX: v128,
  downwardsY: v128,
): void {
  const bytes = stride;
  const end = target + rows * bytes;
  const endsX = i32x4.splat(endX);
  const endsY = i32x4.splat(endY);
  const origins = i32x4.splat(<i32>origin);
  if (!isFine) {
    for (let to = target; to < end; to += bytes) {
      storeInk(to, sample(x, y, endsX, endsY, origins), 15);
      x = i32x4.add(x, downwardsX);
      y = i32x4.add(y, downwardsY);
    }
    return;
  }
  const fx = i32x4.splat(fallingX);
  const fy = i32x4.splat(fallingY);
  const rx = i32x4.splat(risingX);
  const ry = i32x4.splat(risingY);
  for (let to = target; to < end; to += bytes) {
    const a = sample(i32x4.add(x, fx), i32x4.add(y, fy), endsX, endsY, origins);
    const b = sample(i32x4.sub(x, fx), i32x4.sub(y, fy), endsX, endsY, origins);
    const c = sample(i32x4.add(x, rx), i32x4.add(y, ry), endsX, endsY, origins);
    const d = sample(i32x4.sub(x, rx), i32x4.sub(y, ry), endsX, endsY, origins);
    // The mean of four has two more bits behind the point than their sum.
    storeInk(to, i32x4.add(i32x4.add(a, b), i32x4.add(c, d)), 17);
    x = i32x4.add(x, downwardsX);
    y = i32x4.add(y, downwardsY);
  }
}
