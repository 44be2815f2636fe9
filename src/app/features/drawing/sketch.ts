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
export interface Sketch {
  readonly drawing: Drawing;
  /** Oldest first. */
  readonly earlier: readonly Drawing[];
  /** What was undone: the next to be brought back last. */
  readonly later: readonly Drawing[];
}

/** A fresh sheet. */
export const EMPTY_SKETCH: Sketch = { drawing: BLANK_DRAWING, earlier: [], later: [] };

/** Puts the pen down. */
export function beginStroke(sketch: Sketch, point: InkPoint, brush: Brush): Sketch {
  const { drawing } = sketch;
  return changed(sketch, { ...drawing, strokes: [...drawing.strokes, { points: [point], brush }] });
}

/** Moves the pen on: adds points to the last stroke. */
export function extendStroke(sketch: Sketch, points: readonly InkPoint[]): Sketch {
  const { drawing } = sketch;
  const last = drawing.strokes.at(-1);
  if (!last || points.length === 0) return sketch;
  const strokes = drawing.strokes.with(-1, growStroke(last, points));
  return { ...sketch, drawing: { ...drawing, strokes } };
}

/**
 * Moves an eraser.
 * @param isGoingOn whether this movement has erased something already: then both are one change
 * @returns the same object when nothing was under it
 */
export function erase(sketch: Sketch, wipe: Wipe, isGoingOn: boolean): Sketch {
  const drawing = eraseAlong(sketch.drawing, wipe);
  if (drawing === sketch.drawing) return sketch;
  return isGoingOn ? { ...sketch, drawing } : changed(sketch, drawing);
}

/**
 * Puts a picture on a fresh sheet.
 * @param raster ink 0..1, row-major, `[28][28]`
 */
export function showPicture(sketch: Sketch, raster: Float32Array): Sketch {
  return changed(sketch, { strokes: [], raster });
}

/** Takes everything off the sheet; undo brings it back. */
export function clearSketch(sketch: Sketch): Sketch {
  return isBlankDrawing(sketch.drawing) ? sketch : changed(sketch, BLANK_DRAWING);
}

/** The sketch before its last change. */
export function undoChange(sketch: Sketch): Sketch {
  const drawing = sketch.earlier.at(-1);
  if (!drawing) return sketch;
  const { earlier, later } = sketch;
  return { drawing, earlier: earlier.slice(0, -1), later: [...later, sketch.drawing] };
}

/** The sketch with the change that was undone last. */
export function redoChange(sketch: Sketch): Sketch {
  const drawing = sketch.later.at(-1);
  if (!drawing) return sketch;
  const { earlier, later } = sketch;
  return { drawing, earlier: [...earlier, sketch.drawing], later: later.slice(0, -1) };
}

/** Undoes a change that nobody meant: it cannot be brought back. */
export function dropChange(sketch: Sketch): Sketch {
  return { ...undoChange(sketch), later: [] };
}

function changed(sketch: Sketch, drawing: Drawing): Sketch {
  return { drawing, earlier: [...sketch.earlier, sketch.drawing].slice(-UNDO_STEPS), later: [] };
}
