import type { Brush, BrushStroke, Drawing } from './drawing.ts';
import { IMAGE_SIZE } from './ink.ts';
import type { InkPoint } from './stroke.ts';

/** Largest coordinate, either way, in pad units: a hand may leave the paper, but no screen is this large. */
export const FARTHEST_POINT = 10_000;

/**
 * Parses a drawing from JSON or from a channel, which any version of the app, or anyone else, may have written.
 * @returns undefined when it is not a drawing
 */
export function parseDrawing(value: unknown): Drawing | undefined {
  if (!isObject(value) || !Array.isArray(value['strokes'])) return undefined;
  const strokes = value['strokes'].map(parseStroke);
  const isWhole = strokes.every((stroke) => stroke !== undefined);
  if (!isWhole) return undefined;
  if (value['raster'] === undefined) return { strokes };
  const raster = parseRaster(value['raster']);
  return raster && { strokes, raster };
}

/** A drawing as JSON: its picture is a list of numbers. */
export function drawingAsJson({ strokes, raster }: Drawing): unknown {
  return {
    strokes: strokes.map(({ points, brush, isCut }) => ({ points, brush, isCut })),
    raster: raster && [...raster],
  };
}

/** Whether a value is an object, whose fields are not checked yet. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function parseStroke(value: unknown): BrushStroke | undefined {
  if (!isObject(value) || !Array.isArray(value['points'])) return undefined;
  const { points, brush, isCut } = value;
  if (points.length === 0 || !points.every(isInkPoint) || !isBrush(brush)) return undefined;
  return { points, brush, ...(isCut === true && { isCut }) };
}

function isInkPoint(value: unknown): value is InkPoint {
  if (!isObject(value)) return false;
  const { x, y, pressure, time } = value;
  const isTimed = time === undefined || isWithin(time, -Infinity, Infinity);
  return (
    [x, y].every((at) => isWithin(at, -FARTHEST_POINT, FARTHEST_POINT)) &&
    isWithin(pressure, 0, 1) &&
    isTimed
  );
}

function isBrush(value: unknown): value is Brush {
  if (!isObject(value)) return false;
  const { size, strength } = value;
  return isWithin(size, 0, IMAGE_SIZE) && isWithin(strength, 0, 1);
}

function parseRaster(value: unknown): Float32Array | undefined {
  const isList = Array.isArray(value) || value instanceof Float32Array;
  if (!isList || value.length !== IMAGE_SIZE * IMAGE_SIZE) return undefined;
  const ink: readonly unknown[] = [...value];
  return ink.every((share) => isWithin(share, 0, 1)) ? Float32Array.from(ink) : undefined;
}

function isWithin(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && value >= least && value <= most;
}
