import { IMAGE_SIZE } from './ink.ts';
import { BOX_SIZE, shiftOf } from './prepare-input.ts';
import type { Point } from './stroke.ts';

/** Anything fainter is paper grain or scanner noise, not ink. */
const LEAST_INK = 0.1;

/**
 * Prepares a picture like `prepareInput` prepares strokes: the box of its ink is fitted into 20x20, and its centre of
 * mass moved to where MNIST has it. The width of lines scales with the picture.
 * @param image ink 0..1, row-major, `[size][size]`
 * @param size width and height of the picture
 * @returns ink 0..1, row-major, `[28][28]`; all zero when there is no ink
 * @throws RangeError when the picture is not square of that size
 */
export function prepareImage(image: ArrayLike<number>, size = IMAGE_SIZE): Float32Array {
  if (image.length !== size * size) {
    throw new RangeError(`picture: expected ${size * size} pixels, found ${image.length}`);
  }
  const box = inkBox(image, size);
  if (!box) return new Float32Array(IMAGE_SIZE * IMAGE_SIZE);
  const { left, right, top, bottom, mass } = box;
  const from: Point = { x: (left + right) / 2, y: (top + bottom) / 2 };
  const scale = BOX_SIZE / Math.max(right - left, bottom - top);
  const middle = IMAGE_SIZE / 2;
  const to: Point = {
    x: middle + shiftOf(middle + (mass.x - from.x) * scale),
    y: middle + shiftOf(middle + (mass.y - from.y) * scale),
  };
  return resampled(image, size, { scale, from, to });
}

/** How a picture is placed in an image. */
export interface Placement {
  /** Pixels of the image per pixel of the picture. */
  readonly scale: number;
  /** A point in the picture, pixels. */
  readonly from: Point;
  /** Where that point is in the image, pixels. */
  readonly to: Point;
}

/**
 * A picture scaled and moved.
 * @param image ink 0..1, row-major, `[size][size]`
 * @returns ink 0..1, row-major, `[28][28]`
 */
export function resampled(
  image: ArrayLike<number>,
  size: number,
  { scale, from, to }: Placement,
): Float32Array {
  const result = new Float32Array(IMAGE_SIZE * IMAGE_SIZE);
  for (let row = 0; row < IMAGE_SIZE; row++) {
    for (let column = 0; column < IMAGE_SIZE; column++) {
      const x = from.x + (column + 0.5 - to.x) / scale;
      const y = from.y + (row + 0.5 - to.y) / scale;
      result[row * IMAGE_SIZE + column] = sample(image, size, x - 0.5, y - 0.5);
    }
  }
  return result;
}

/** The box of a picture's ink, in whole pixels, and the ink's centre of mass; undefined without ink. */
export function inkBox(image: ArrayLike<number>, size: number) {
  let [left, right, top, bottom] = [size, 0, size, 0];
  let [mass, x, y] = [0, 0, 0];
  for (let index = 0; index < image.length; index++) {
    const ink = image[index] ?? 0;
    if (!(ink >= LEAST_INK)) continue;
    const column = index % size;
    const row = Math.floor(index / size);
    left = Math.min(left, column);
    right = Math.max(right, column + 1);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row + 1);
    mass += ink;
    x += ink * (column + 0.5);
    y += ink * (row + 0.5);
  }
  if (mass === 0) return undefined;
  return { left, right, top, bottom, mass: { x: x / mass, y: y / mass } };
}

/** Bilinear; whole coordinates are the centres of pixels, and there is no ink beyond the picture. */
function sample(image: ArrayLike<number>, size: number, x: number, y: number): number {
  const column = Math.floor(x);
  const row = Math.floor(y);
  const fx = x - column;
  const fy = y - row;
  const upper =
    inkOf(image, size, column, row) * (1 - fx) + inkOf(image, size, column + 1, row) * fx;
  const lower =
    inkOf(image, size, column, row + 1) * (1 - fx) + inkOf(image, size, column + 1, row + 1) * fx;
  return upper * (1 - fy) + lower * fy;
}

function inkOf(image: ArrayLike<number>, size: number, column: number, row: number): number {
  if (column < 0 || row < 0 || column >= size || row >= size) return 0;
  const ink = image[row * size + column] ?? 0;
  return ink > 0 ? Math.min(1, ink) : 0; // Also for NaN.
}
