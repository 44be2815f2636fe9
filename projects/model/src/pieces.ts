import {
  BLANK_DRAWING,
  grownBy,
  lineOf,
  type Brush,
  type BrushStroke,
  type Drawing,
} from './drawing.ts';
import type { InkPoint } from './stroke.ts';

/** Called for each straight piece of a line; a dot is one of no length. */
export type VisitPiece = (from: InkPoint, to: InkPoint, brush: Brush) => void;

/**
 * Whether a drawing is a continuation of another: its last stroke may have grown, others may have followed, and
 * everything else is the same.
 */
export function goesOnFrom(after: Drawing, before: Drawing): boolean {
  const [old, fresh] = [before.strokes, after.strokes];
  if (before.raster !== after.raster || old.length > fresh.length) return false;
  const last = old.length - 1;
  return old.every((stroke, index) => {
    const now = fresh[index];
    return stroke === now || (index === last && now !== undefined && !!grownBy(stroke, now));
  });
}

/**
 * Visits the pieces of a drawing that stay the same while it grows: all but the end of its last line.
 * @param since an earlier state of the drawing, whose pieces are left out
 */
export function forEachSettledPiece(
  drawing: Drawing,
  visit: VisitPiece,
  since = BLANK_DRAWING,
): void {
  const { strokes } = drawing;
  forEachStrokeSince(drawing, since, (stroke, known, index) => {
    const { settled, settledCount } = lineOf(stroke);
    for (let place = Math.max(1, known); place < settledCount; place++) {
      const from = settled[place - 1];
      const to = settled[place];
      if (from && to) visit(from, to, stroke.brush);
    }
    if (index < strokes.length - 1) visitEnd(stroke, visit);
  });
}

/** Visits the pieces that another point would change: the end of the last line. */
export function forEachEndPiece({ strokes }: Drawing, visit: VisitPiece): void {
  const last = strokes.at(-1);
  if (last) visitEnd(last, visit);
}

/** The starting points of lines, except those of `since`. */
export function beginningsOf(drawing: Drawing, since = BLANK_DRAWING): InkPoint[] {
  const places: InkPoint[] = [];
  forEachStrokeSince(drawing, since, (stroke, known) => {
    const [first] = lineOf(stroke).settled;
    if (first && known === 0) places.push(first);
  });
  return places;
}

/** The strokes that are new or may have grown, and how many of their settled points are known. */
function forEachStrokeSince(
  { strokes }: Drawing,
  since: Drawing,
  visit: (stroke: BrushStroke, known: number, index: number) => void,
): void {
  for (let index = Math.max(0, since.strokes.length - 1); index < strokes.length; index++) {
    const [stroke, before] = [strokes[index], since.strokes[index]];
    if (stroke) visit(stroke, before ? lineOf(before).settledCount : 0, index);
  }
}

function visitEnd(stroke: BrushStroke, visit: VisitPiece): void {
  const { settled, settledCount, end } = lineOf(stroke);
  let from = settled[settledCount - 1];
  if (from && settledCount === 1 && end.length === 0) visit(from, from, stroke.brush);
  for (const to of end) {
    if (from) visit(from, to, stroke.brush);
    from = to;
  }
}
