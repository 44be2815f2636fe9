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

/** Earlier states kept for undo; a museum's pad is drawn on for a year. */
const UNDO_STEPS = 100;

/** What is drawn, and how it looked before and after other changes. Values are replaced, never mutated. */
export interface DrawingHistory {
  readonly present: Drawing;
  /** Oldest first. */
  readonly past: readonly Drawing[];
  /** What was undone: the next to be brought back last. */
  readonly future: readonly Drawing[];
}

/** A fresh sheet. */
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

/** Moves the pen on: adds points to the last stroke. */
export function extendStroke(history: DrawingHistory, points: readonly InkPoint[]): DrawingHistory {
  const { present } = history;
  const last = present.strokes.at(-1);
  if (!last || points.length === 0) return history;
  const strokes = present.strokes.with(-1, growStroke(last, points));
  return { ...history, present: { ...present, strokes } };
}

/**
 * Moves an eraser.
 * @param isGoingOn whether this movement has erased something already: then both are one change
 * @returns the same object when nothing was under it
 */
export function erase(history: DrawingHistory, wipe: Wipe, isGoingOn: boolean): DrawingHistory {
  const drawing = eraseAlong(history.present, wipe);
  if (drawing === history.present) return history;
  return isGoingOn ? { ...history, present: drawing } : changed(history, drawing);
}

/**
 * Puts a picture on a fresh sheet.
 * @param raster pixel intensities 0..1, row-major, `[28][28]`
 */
export function showPicture(history: DrawingHistory, raster: Float32Array): DrawingHistory {
  return changed(history, { strokes: [], raster });
}

/** Takes everything off the sheet; undo brings it back. */
export function clearDrawing(history: DrawingHistory): DrawingHistory {
  return isBlankDrawing(history.present) ? history : changed(history, BLANK_DRAWING);
}

/** The history before its last change. */
export function undoChange(history: DrawingHistory): DrawingHistory {
  const { past, present, future } = history;
  const before = past.at(-1);
  if (!before) return history;
  return { past: past.slice(0, -1), present: before, future: [...future, present] };
}

/** The history with the change that was undone last. */
export function redoChange(history: DrawingHistory): DrawingHistory {
  const { past, present, future } = history;
  const after = future.at(-1);
  if (!after) return history;
  return { past: [...past, present], present: after, future: future.slice(0, -1) };
}

/** Undoes a change that nobody meant: it cannot be brought back. */
export function dropChange(history: DrawingHistory): DrawingHistory {
  return { ...undoChange(history), future: [] };
}

function changed({ past, present }: DrawingHistory, drawing: Drawing): DrawingHistory {
  return { past: [...past, present].slice(-UNDO_STEPS), present: drawing, future: [] };
}
