import type { Stroke, StrokePoint } from '#model';

/** Earlier states kept for undo; a museum's pad is drawn on for a year. */
const UNDO_STEPS = 100;

/** What is drawn, and how it looked before each change. Values are replaced, never mutated. */
export interface Sketch {
  readonly strokes: readonly Stroke[];
  /** Oldest first. */
  readonly earlier: readonly (readonly Stroke[])[];
}

/** A fresh sheet. */
export const EMPTY_SKETCH: Sketch = { strokes: [], earlier: [] };

/** Puts the pen down. */
export function beginStroke(sketch: Sketch, point: StrokePoint): Sketch {
  return changed(sketch, [...sketch.strokes, [point]]);
}

/** Moves the pen on: adds points to the last stroke. */
export function extendStroke(sketch: Sketch, points: readonly StrokePoint[]): Sketch {
  const last = sketch.strokes.at(-1);
  if (!last || points.length === 0) return sketch;
  return { ...sketch, strokes: [...sketch.strokes.slice(0, -1), [...last, ...points]] };
}

/** Takes everything off the sheet; undo brings it back. */
export function clearSketch(sketch: Sketch): Sketch {
  return sketch.strokes.length === 0 ? sketch : changed(sketch, []);
}

/** The sketch before its last stroke or clearing. */
export function undoChange({ strokes, earlier }: Sketch): Sketch {
  return { strokes: earlier.at(-1) ?? strokes, earlier: earlier.slice(0, -1) };
}

function changed(sketch: Sketch, strokes: readonly Stroke[]): Sketch {
  return { strokes, earlier: [...sketch.earlier, sketch.strokes].slice(-UNDO_STEPS) };
}
