import { drawInk, IMAGE_SIZE, strokePath, type InkPoint, type Stroke } from '#model';
import { centreOfMass } from '../../projects/model/src/ink.ts';

/** The lines of a drawing, in pad units. */
export type Paths = readonly (readonly InkPoint[])[];

/** How a drawing is laid onto the image: pad units times scale, plus offset, are pixels. */
export interface Frame {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** A way to find the frame of a drawing. */
export type Framing = (paths: Paths) => Frame;

const PEN_WIDTH = 2.5;
const FITTED = 20 - PEN_WIDTH;
const MIDDLE = IMAGE_SIZE / 2;
const MASS_CENTRE = 14.5;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What the image of a drawing in a frame looks like. */
export function drawnIn(paths: Paths, { scale, x, y }: Frame): Float32Array {
  const placed = paths.map((path) =>
    path.map((point) => ({ x: point.x * scale + x, y: point.y * scale + y })),
  );
  return drawInk(placed, PEN_WIDTH);
}

/** The lines that strokes stand for. */
export function pathsOf(strokes: readonly Stroke[]): Paths {
  return strokes.map(strokePath);
}

/** Ways to frame a drawing, to be compared; the first is what `prepareInput` does. */
export const FRAMINGS: Readonly<Record<string, Framing>> = {
  'box by extremes, at least 3': framing(extremes, (extent) => Math.max(extent, 3)),
  'at least 5': framing(extremes, (extent) => Math.max(extent, 5)),
  'soft least extent 3': framing(extremes, (extent) => Math.sqrt(extent * extent + 9)),
  'shift to the mass unlimited': framing(extremes, (extent) => Math.max(extent, 3), Infinity),
  'shift limited softly': framing(extremes, (extent) => Math.max(extent, 3), 4, true),
  'no shift, box in the middle': framing(extremes, (extent) => Math.max(extent, 3), 0),
  'box without the outer 2 % of ink': framing(quantiles, (extent) => Math.max(extent, 3)),
  "size by the ink's spread": framing(extremes, undefined),
};

function framing(
  boxOf: (paths: Paths) => Box,
  extentOf: ((extent: number) => number) | undefined,
  largestShift = 4,
  isSoft = false,
): Framing {
  return (paths) => {
    const { left, right, top, bottom } = boxOf(paths);
    const extent = extentOf
      ? extentOf(Math.max(right - left, bottom - top))
      : Math.max(3, spread(paths));
    const scale = FITTED / extent;
    const boxed = {
      scale,
      x: MIDDLE - ((left + right) / 2) * scale,
      y: MIDDLE - ((top + bottom) / 2) * scale,
    };
    const mass = centreOfMass(drawnIn(paths, boxed)) ?? { x: MASS_CENTRE, y: MASS_CENTRE };
    const shift = (by: number): number => {
      if (!isSoft) return Math.min(largestShift, Math.max(-largestShift, by));
      return by / Math.sqrt(1 + (by / largestShift) ** 2);
    };
    return {
      scale,
      x: boxed.x + shift(MASS_CENTRE - mass.x),
      y: boxed.y + shift(MASS_CENTRE - mass.y),
    };
  };
}

function extremes(paths: Paths): Box {
  return boxOf(paths.flat(), 0);
}

/** The box of all ink but the outermost, by places evenly spread along the lines. */
function quantiles(paths: Paths): Box {
  return boxOf(evenly(paths), 0.02);
}

function boxOf(places: readonly { readonly x: number; readonly y: number }[], beyond: number): Box {
  const ends = (values: number[]): [number, number] => {
    values.sort((a, b) => a - b);
    const outer = Math.floor(beyond * values.length);
    return [values[outer] ?? 0, values[values.length - 1 - outer] ?? 0];
  };
  const [left, right] = ends(places.map(({ x }) => x));
  const [top, bottom] = ends(places.map(({ y }) => y));
  return { left, right, top, bottom };
}

/** Four standard deviations of the ink along the longer axis: about the extent of a digit. */
function spread(paths: Paths): number {
  const places = evenly(paths);
  const deviation = (values: readonly number[]): number => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  };
  return 3.2 * Math.max(deviation(places.map(({ x }) => x)), deviation(places.map(({ y }) => y)));
}

function evenly(paths: Paths): { x: number; y: number }[] {
  return paths.flatMap((path) =>
    path.flatMap((to, index) => {
      const from = path[index - 1] ?? to;
      const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 0.1));
      return Array.from({ length: steps }, (_, step) => ({
        x: from.x + ((to.x - from.x) * (step + 1)) / steps,
        y: from.y + ((to.y - from.y) * (step + 1)) / steps,
      }));
    }),
  );
}
