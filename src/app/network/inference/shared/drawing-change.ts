import {
  growStroke,
  grownBy,
  type Brush,
  type BrushStroke,
  type Drawing,
  type InkPoint,
} from '#model';

/** A stroke on its way to the worker. */
interface PackedStroke {
  readonly points: Float64Array<ArrayBuffer>;
  readonly brush: Brush;
  readonly isCut?: true;
}

/**
 * The difference between two drawings. A growing line costs the same however long it already is. Points are packed as
 * three numbers each: x, y and pressure.
 */
export interface DrawingChange {
  /** How many strokes at the start are unchanged. */
  readonly kept: number;
  /** Points added to the stroke that follows them. */
  readonly grown?: Float64Array<ArrayBuffer>;
  /** New strokes, which come next. */
  readonly added: readonly PackedStroke[];
  /** How many strokes at the end are unchanged. */
  readonly keptAtEnd: number;
  /** The new picture; null if it was removed, absent if it is unchanged. */
  readonly raster?: Float32Array | null;
}

/** Numbers per point. */
const PARTS = 3;

/** The change that turns one drawing into another. */
export function changeBetween(before: Drawing, after: Drawing): DrawingChange {
  const [old, fresh] = [before.strokes, after.strokes];
  let kept = 0;
  while (kept < old.length && kept < fresh.length && old[kept] === fresh[kept]) kept++;
  const [shorter, longer] = [old[kept], fresh[kept]];
  const grown = shorter && longer && grownBy(shorter, longer);
  const begin = grown ? kept + 1 : kept;
  const most = Math.min(old.length, fresh.length) - begin;
  let keptAtEnd = 0;
  while (keptAtEnd < most && old.at(-1 - keptAtEnd) === fresh.at(-1 - keptAtEnd)) keptAtEnd++;
  return {
    kept,
    ...(grown && { grown: packed(grown) }),
    added: fresh.slice(begin, fresh.length - keptAtEnd).map(({ points, brush, isCut }) => ({
      points: packed(points),
      brush,
      ...(isCut && { isCut }),
    })),
    keptAtEnd,
    ...(before.raster !== after.raster && { raster: after.raster ?? null }),
  };
}

/** Applies a change to a drawing. */
export function changedDrawing(before: Drawing, change: DrawingChange): Drawing {
  const { kept, grown, added, keptAtEnd } = change;
  const old = before.strokes;
  const shorter = old[kept];
  const raster = change.raster === undefined ? before.raster : change.raster;
  return {
    strokes: [
      ...old.slice(0, kept),
      ...(grown && shorter ? [growStroke(shorter, unpacked(grown))] : []),
      ...added.map((stroke): BrushStroke => ({ ...stroke, points: unpacked(stroke.points) })),
      ...old.slice(old.length - keptAtEnd),
    ],
    ...(raster && { raster }),
  };
}

/** The buffers of a change, to be transferred to the worker. */
export function buffersOfChange({ grown, added }: DrawingChange): ArrayBuffer[] {
  return [...(grown ? [grown] : []), ...added.map(({ points }) => points)].map(
    ({ buffer }) => buffer,
  );
}

function packed(points: readonly InkPoint[]): Float64Array<ArrayBuffer> {
  const numbers = new Float64Array(points.length * PARTS);
  points.forEach(({ x, y, pressure }, index) => {
    numbers[index * PARTS] = x;
    numbers[index * PARTS + 1] = y;
    numbers[index * PARTS + 2] = pressure;
  });
  return numbers;
}

function unpacked(numbers: Float64Array): InkPoint[] {
  const at = (index: number): number => numbers[index] ?? NaN;
  return Array.from({ length: numbers.length / PARTS }, (_, point) => {
    const start = point * PARTS;
    return { x: at(start), y: at(start + 1), pressure: at(start + 2) };
  });
}
