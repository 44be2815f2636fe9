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
 * What became of a drawing, for somebody who has it as it was: a line that grows takes as much to tell, however long it
 * is. Points are packed, three numbers each: x, y and pressure.
 */
export interface DrawingChange {
  /** How many strokes stay, from the first. */
  readonly kept: number;
  /** Points that the next one has grown by. */
  readonly grown?: Float64Array<ArrayBuffer>;
  /** Strokes that come after them. */
  readonly added: readonly PackedStroke[];
  /** How many of the last strokes stay, after these. */
  readonly keptAtEnd: number;
  /** What the picture is now: null for none, nothing where it stays. */
  readonly raster?: Float32Array | null;
}

/** Numbers a point. */
const PARTS = 3;

/** Tells what became of a drawing. */
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

/** The drawing that one has become. */
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

/** Memory that can be handed over with a change. */
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
