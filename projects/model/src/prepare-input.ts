import { centreOfMass, drawInk, IMAGE_SIZE } from './ink.ts';
import { strokePath, type InkPoint, type Point } from './stroke.ts';

/** MNIST's digits were fitted into a box of this size (LeCun et al. 1998). */
export const BOX_SIZE = 20;
/** Pen width after fitting, like that of MNIST's digits, for drawings of any size. */
export const PEN_WIDTH = 2.5;
/**
 * Where the centre of mass is in MNIST's digits, in both directions: the middle of pixel 14, counted from 0 (measured
 * over its training images: 14.50 and 14.49).
 */
const MASS_CENTRE = 14.5;
/** Further than this, a fitted drawing would leave the image. */
const LARGEST_SHIFT = (IMAGE_SIZE - BOX_SIZE) / 2;
/** Pen width of a drawing that is not fitted, in pad units, which then are pixels. */
export const PAD_PEN_WIDTH = 2.2;
/** Drawings smaller than this, in pad units, are not scaled up further: a dot stays a dot. */
export const SMALLEST_EXTENT = 3;

/**
 * The input image of the network for strokes: their box fitted into 20x20 and their centre of mass moved to the
 * centre, as in MNIST, drawn with MNIST's pen. Moving or scaling the drawing changes only the antialiasing.
 * @returns ink 0..1, row-major, `[28][28]`; all zero when nothing is drawn
 */
export function prepareInput(strokes: readonly (readonly InkPoint[])[]): Float32Array {
  return preparePaths(strokes.map(strokePath));
}

/**
 * The same for lines that need no smoothing any more.
 * @returns ink 0..1, row-major, `[28][28]`; all zero when there is no point
 */
export function preparePaths(paths: readonly (readonly Point[])[]): Float32Array {
  const box = boxAround(paths);
  if (!box) return new Float32Array(IMAGE_SIZE * IMAGE_SIZE);
  const fit = fitLines(box);
  const centre = IMAGE_SIZE / 2;
  const drawnAt = (offset: Point): Float32Array =>
    drawInk(
      paths.map((path) => path.map((point) => placed(point, fit, offset))),
      PEN_WIDTH,
    );
  const mass = centreOfMass(drawnAt({ x: centre, y: centre })) ?? { x: centre, y: centre };
  return drawnAt({ x: centre + shiftOf(mass.x), y: centre + shiftOf(mass.y) });
}

/** A box around points, in pad units or pixels. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** How a drawing is fitted: its centre, `(x + halfWidth, y + halfHeight)`, and its scale. */
export interface Fit extends Point {
  readonly halfWidth: number;
  readonly halfHeight: number;
  /** Pixels per pad unit. */
  readonly scale: number;
}

/** How to fit lines whose points have this box. */
export function fitLines({ left, right, top, bottom }: Box): Fit {
  const width = right - left;
  const height = bottom - top;
  const scale = (BOX_SIZE - PEN_WIDTH) / Math.max(width, height, SMALLEST_EXTENT);
  return { x: left, y: top, halfWidth: width / 2, halfHeight: height / 2, scale };
}

/**
 * Where a point of a drawing is in the image.
 * @param offset where the drawing's centre is, pixels
 */
export function placed({ x, y }: Point, fit: Fit, offset: Point): Point {
  return {
    x: (x - fit.x - fit.halfWidth) * fit.scale + offset.x,
    y: (y - fit.y - fit.halfHeight) * fit.scale + offset.y,
  };
}

/**
 * A drawing in place, neither fitted nor centred.
 * @returns ink 0..1, row-major, `[28][28]`
 */
export function renderPad(strokes: readonly (readonly InkPoint[])[]): Float32Array {
  return drawInk(strokes.map(strokePath), PAD_PEN_WIDTH);
}

/** Whether an image has no ink at all, so that there is no answer. */
export function isBlank(image: Float32Array): boolean {
  return image.every((ink) => ink === 0);
}

/** How far a fitted drawing moves along one axis, pixels, to put its centre of mass in place. */
export function shiftOf(mass: number): number {
  return Math.min(LARGEST_SHIFT, Math.max(-LARGEST_SHIFT, MASS_CENTRE - mass));
}

/** The box around lines; undefined where there is no point. */
function boxAround(paths: readonly (readonly Point[])[]): Box | undefined {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  let isBlank = true;
  for (const path of paths) {
    for (const { x, y } of path) {
      isBlank = false;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  return isBlank ? undefined : { left, right, top, bottom };
}
