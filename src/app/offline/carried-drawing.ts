import { IMAGE_SIZE, type Drawing } from '#model';

/** Keeps a drawing over the next opening of this page, in this tab. */
export function carryDrawing(drawing: Drawing): void {
  history.replaceState({ drawing }, '');
}

/** The drawing that was carried over; `undefined` when there is none. It is given out once. */
export function carriedDrawing(): Drawing | undefined {
  const state: unknown = history.state;
  if (!isObject(state) || !('drawing' in state)) return undefined;
  history.replaceState(null, '');
  const { drawing } = state;
  return isDrawing(drawing) ? drawing : undefined;
}

/** An older or a newer version of the app may have drawn it. */
function isDrawing(value: unknown): value is Drawing {
  if (!isObject(value) || !Array.isArray(value['strokes'])) return false;
  const { raster } = value;
  const isPicture = raster instanceof Float32Array && raster.length === IMAGE_SIZE * IMAGE_SIZE;
  return (raster === undefined || isPicture) && value['strokes'].every(isStroke);
}

function isStroke(value: unknown): boolean {
  if (!isObject(value) || !Array.isArray(value['points'])) return false;
  const isInk = value['points'].every((point) => hasNumbers(point, ['x', 'y', 'pressure']));
  return isInk && hasNumbers(value['brush'], ['size', 'strength']);
}

function hasNumbers(value: unknown, names: readonly string[]): boolean {
  return isObject(value) && names.every((name) => Number.isFinite(value[name]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
