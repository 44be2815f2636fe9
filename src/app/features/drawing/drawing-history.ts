import {
  BLANK_DRAWING,
  eraseAlong,
  growStroke,
  isBlankDrawing,
  type Brush,
  type Drawing,
  type InkPoint,
  type Wipe,
} from '#model';

/** How many states undo keeps; there is a limit because a museum's pad may run for a year. */
const UNDO_STEPS = 100;

/** A drawing with its undo history. Values are replaced, never mutated. */
export interface DrawingHistory {
  readonly present: Drawing;
  /** Oldest first. */
  readonly past: readonly Drawing[];
  /** Undone states; the next one to redo comes last. */
  readonly future: readonly Drawing[];
}

/** Blank, with nothing to undo or redo. */
export const EMPTY_HISTORY: DrawingHistory = { present: BLANK_DRAWING, past: [], future: [] };

/** Puts the pen down. */
export function beginStroke(
  history: DrawingHistory,
  point: InkPoint,
  brush: Brush,
): DrawingHistory {
  const { present } = history;
  return changed(history, {
    ...present,
    strokes: [...present.strokes, { points: [point], brush }],
  });
}

/** Adds points to the last stroke. */
export function extendStroke(history: DrawingHistory, points: readonly InkPoint[]): DrawingHistory {
  const { present } = history;
  const last = present.strokes.at(-1);
  if (!last || points.length === 0) return history;
  const strokes = present.strokes.with(-1, growStroke(last, points));
  return { ...history, present: { ...present, strokes } };
}

/**
 * Moves an eraser.
 * @param isGoingOn whether this gesture has already erased something: then both are one change
 * @returns the same object when it erased nothing
 */
export function erase(history: DrawingHistory, wipe: Wipe, isGoingOn: boolean): DrawingHistory {
  const drawing = eraseAlong(history.present, wipe);
  if (drawing === history.present) return history;
  return isGoingOn ? { ...history, present: drawing } : changed(history, drawing);
}

/**
 * Replaces the drawing by a picture.
 * @param raster pixel intensities 0..1, row-major, `[28][28]`
 */
export function showPicture(history: DrawingHistory, raster: Float32Array): DrawingHistory {
  return changed(history, { strokes: [], raster });
}

/** Puts another drawing in its place; undo brings it back. */
export function replaceDrawing(history: DrawingHistory, drawing: Drawing): DrawingHistory {
  return changed(history, drawing);
}

/** Clears the drawing; undo brings it back. */
export function clearDrawing(history: DrawingHistory): DrawingHistory {
  return isBlankDrawing(history.present) ? history : changed(history, BLANK_DRAWING);
}

/** Undoes the last change. */
export function undoChange(history: DrawingHistory): DrawingHistory {
  const { past, present, future } = history;
  const before = past.at(-1);
  if (!before) return history;
  return { past: past.slice(0, -1), present: before, future: [...future, present] };
}

/** Redoes the change that was undone last. */
export function redoChange(history: DrawingHistory): DrawingHistory {
  const { past, present, future } = history;
  const after = future.at(-1);
  if (!after) return history;
  return { past: [...past, present], present: after, future: future.slice(0, -1) };
}

/** Undoes a change that was made by accident: it cannot be redone. */
export function dropChange(history: DrawingHistory): DrawingHistory {
  return { ...undoChange(history), future: [] };
}

function changed({ past, present }: DrawingHistory, drawing: Drawing): DrawingHistory {
  return { past: [...past, present].slice(-UNDO_STEPS), present: drawing, future: [] };
}
