import type { Point } from './stroke.ts';

/** Width and height of the network's image in pixels. */
export const IMAGE_SIZE = 28;
/** Pixels over which ink fades at its edge, about as many as in MNIST (`npm run bench -- ink`). */
const EDGE = 1.1;

/** Pixels that a box around a line is larger than it need be, for rounding, and what coordinates add to that. */
const LEAST_MARGIN = 1e-4;
const MARGIN_SHARE = 1e-12;

/**
 * Draws lines with a round pen, antialiased; where lines cross, ink does not add up. The bits are the same on every
 * machine (no `Math.hypot`, which differs between engines), because networks are also trained on drawings.
 * @param paths lines in pixels, (0, 0) is the upper left corner of the image; one point is a dot
 * @param penWidth pixels from half ink to half ink
 * @returns ink 0..1, row-major, `[28][28]`
 */
export function drawInk(paths: readonly (readonly Point[])[], penWidth: number): Float32Array {
  // A nearer piece never gives less ink, so each pixel's ink is worked out once, from the nearest.
  const reach = penWidth / 2 + EDGE / 2;
  const outside = squaredReach(reach);
  const nearest = new Float64Array(IMAGE_SIZE * IMAGE_SIZE).fill(outside);
  for (const path of paths) {
    let from = path[0];
    for (const to of path) {
      approach(nearest, from ?? to, to, reach);
      from = to;
    }
  }
  const image = new Float32Array(IMAGE_SIZE * IMAGE_SIZE);
  for (let index = 0; index < image.length; index++) {
    const squared = nearest[index] ?? outside;
    if (squared < outside) image[index] = inkAt(squared, reach);
  }
  return image;
}

/** Centre of mass of the ink in pixels; undefined without ink. */
export function centreOfMass(image: Float32Array): Point | undefined {
  let [mass, x, y] = [0, 0, 0];
  for (let row = 0; row < IMAGE_SIZE; row++) {
    for (let column = 0; column < IMAGE_SIZE; column++) {
      const ink = image[row * IMAGE_SIZE + column] ?? 0;
      mass += ink;
      x += ink * (column + 0.5);
      y += ink * (row + 0.5);
    }
  }
  return mass === 0 ? undefined : { x: x / mass, y: y / mass };
}

/**
 * Draws a straight piece of a line with round ends into an image; stronger ink stays.
 * @param image row-major, `[28][28]`, changed in place
 * @param radius pixels from the middle of the line to half ink
 * @param strength of the ink, 0..1
 */
export function drawSegment(
  image: Float32Array,
  from: Point,
  to: Point,
  radius: number,
  strength = 1,
): void {
  const reach = radius + EDGE / 2;
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const squaredLength = dx * dx + dy * dy;
  const outside = squaredReach(reach);
  const margin = marginAt(from, to);
  const lastRow = pixelBefore(Math.max(from.y, to.y) + reach, margin);
  const firstColumn = pixelAfter(Math.min(from.x, to.x) - reach, margin);
  const lastColumn = pixelBefore(Math.max(from.x, to.x) + reach, margin);
  for (let row = pixelAfter(Math.min(from.y, to.y) - reach, margin); row <= lastRow; row++) {
    const y = row + 0.5 - from.y;
    for (let column = firstColumn; column <= lastColumn; column++) {
      const squared = squaredDistance(column + 0.5 - from.x, y, dx, dy, squaredLength);
      if (squared >= outside) continue;
      const ink = strength * inkAt(squared, reach);
      const index = row * IMAGE_SIZE + column;
      if (ink > (image[index] ?? 0)) image[index] = ink;
    }
  }
}

/**
 * Notes how near a straight piece of a line comes to pixels.
 * @param nearest squared distances, row-major, `[28][28]`, changed in place
 */
function approach(nearest: Float64Array, from: Point, to: Point, reach: number): void {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const squaredLength = dx * dx + dy * dy;
  const margin = marginAt(from, to);
  const lastRow = pixelBefore(Math.max(from.y, to.y) + reach, margin);
  const firstColumn = pixelAfter(Math.min(from.x, to.x) - reach, margin);
  const lastColumn = pixelBefore(Math.max(from.x, to.x) + reach, margin);
  for (let row = pixelAfter(Math.min(from.y, to.y) - reach, margin); row <= lastRow; row++) {
    const y = row + 0.5 - from.y;
    for (let column = firstColumn; column <= lastColumn; column++) {
      const squared = squaredDistance(column + 0.5 - from.x, y, dx, dy, squaredLength);
      const index = row * IMAGE_SIZE + column;
      if (squared < (nearest[index] ?? 0)) nearest[index] = squared;
    }
  }
}

/**
 * From a place to a line that goes by (dx, dy) from (0, 0). It runs for each pixel near each piece: pairs of
 * numbers in arrays would take twice as long.
 */
function squaredDistance(
  x: number,
  y: number,
  dx: number,
  dy: number,
  squaredLength: number,
): number {
  const along = squaredLength === 0 ? 0 : (x * dx + y * dy) / squaredLength;
  const t = Math.min(1, Math.max(0, along));
  const offX = x - t * dx;
  const offY = y - t * dy;
  return offX * offX + offY * offY;
}

/** Ink of a full pen, 0..1, at a distance from the middle of its line. */
function inkAt(squaredDistance: number, reach: number): number {
  return Math.min(1, Math.max(0, (reach - Math.sqrt(squaredDistance)) / EDGE));
}

/** A squared distance at which there is no ink any more, however roots are rounded. */
function squaredReach(reach: number): number {
  return reach * reach * (1 + 1e-9);
}

/** What the box around a piece may be too small by: half a pixel is all that is saved. */
function marginAt(from: Point, to: Point): number {
  const size = Math.abs(from.x) + Math.abs(from.y) + Math.abs(to.x) + Math.abs(to.y);
  return Math.min(0.5, LEAST_MARGIN + MARGIN_SHARE * size);
}

/** The first pixel whose middle lies beyond a coordinate, or the nearest one there is. */
function pixelAfter(coordinate: number, margin: number): number {
  return pixelAt(coordinate + (0.5 - margin));
}

/** The last pixel whose middle lies before a coordinate, or the nearest one there is. */
function pixelBefore(coordinate: number, margin: number): number {
  return pixelAt(coordinate - (0.5 - margin));
}

/** The index of the pixel at a coordinate, or of the nearest one. */
function pixelAt(coordinate: number): number {
  return Math.min(IMAGE_SIZE - 1, Math.max(0, Math.floor(coordinate)));
}

/**
 * Ink as drawings have it, from bytes as files of digits have them.
 * @param bytes 0..255
 * @returns 0..1
 */
export function inkShares(bytes: Uint8Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(bytes, (byte) => byte / 255);
}
