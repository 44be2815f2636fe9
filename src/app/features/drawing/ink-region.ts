import {
  forEachEndPiece,
  forEachSettledPiece,
  goesOnFrom,
  lineWidth,
  pathOf,
  type Brush,
  type BrushStroke,
  type Drawing,
  type InkPoint,
  type VisitPiece,
} from '#model';

/** More than the number of points that a line gains when one of its pieces is cut in two. */
const CUT_POINTS = 3;

/** A rectangle on the pad, in pad units. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * The region to repaint when one drawing replaces another: the lines that appear or disappear, and the end of the
 * last line of each; undefined when no line changes. It covers only the last gesture, and when lines only grew,
 * finding it takes time in proportion to the new points.
 */
export function changedRegion(before: Drawing, after: Drawing): Region | undefined {
  if (hasSameLines(before, after)) return undefined;
  return regionOf((visit) => {
    forEachEndPiece(before, visit);
    if (goesOnFrom(after, before)) forEachSettledPiece(after, visit, before);
    else forEachDifference(before.strokes, after.strokes, visit);
    forEachEndPiece(after, visit);
  });
}

/** Whether a straight piece of a line touches a region. */
export function reaches(from: InkPoint, to: InkPoint, width: number, region: Region): boolean {
  const reach = width / 2;
  return (
    Math.max(from.x, to.x) + reach >= region.left &&
    Math.min(from.x, to.x) - reach <= region.right &&
    Math.max(from.y, to.y) + reach >= region.top &&
    Math.min(from.y, to.y) - reach <= region.bottom
  );
}

function hasSameLines({ strokes }: Drawing, after: Drawing): boolean {
  return (
    strokes.length === after.strokes.length &&
    strokes.every((stroke, index) => stroke === after.strokes[index])
  );
}

function regionOf(visitAll: (visit: VisitPiece) => void): Region | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  visitAll((from, to, brush) => {
    const reach = lineWidth(brush, to.pressure) / 2;
    left = Math.min(left, from.x - reach, to.x - reach);
    top = Math.min(top, from.y - reach, to.y - reach);
    right = Math.max(right, from.x + reach, to.x + reach);
    bottom = Math.max(bottom, from.y + reach, to.y + reach);
  });
  return left <= right ? { left, top, right, bottom } : undefined;
}

/** Visits the pieces that are in only one of two lists of strokes. */
function forEachDifference(
  before: readonly BrushStroke[],
  after: readonly BrushStroke[],
  visit: VisitPiece,
): void {
  let end = 0;
  const mostAtEnd = Math.min(before.length, after.length);
  while (end < mostAtEnd && before.at(-1 - end) === after.at(-1 - end)) end++;
  const [fewer, more] = [before, after]
    .map((strokes) => new PieceCursor(strokes.slice(0, strokes.length - end)))
    .sort((a, b) => a.amount - b.amount);
  if (!fewer || !more) return;
  // Erasing removes or shortens pieces but keeps the order of the others, so one pass over both lists finds all
  // differences.
  while (fewer.from && more.from) {
    const [isSameFrom, isSameTo] = [fewer.from === more.from, fewer.to === more.to];
    if (!isSameFrom || !isSameTo || fewer.brush !== more.brush) {
      more.visit(visit);
      if (isSameFrom || isSameTo) fewer.visit(visit);
    }
    if (isSameFrom || isSameTo) fewer.advance();
    // When a piece is cut in the middle, its other half may come next.
    if (!isSameFrom || isSameTo) more.advance();
  }
  for (const rest of [fewer, more]) {
    while (rest.from) {
      rest.visit(visit);
      rest.advance();
    }
  }
}

/** Walks the pieces of a list of strokes; `from`, `to` and `brush` are undefined at the end. */
class PieceCursor {
  from: InkPoint | undefined;
  to: InkPoint | undefined;
  brush: Brush | undefined;
  /** Grows with the number of pieces, but is less where one of them was cut in two. */
  readonly amount: number;

  private readonly strokes: readonly BrushStroke[];
  private path: readonly InkPoint[] = [];
  private stroke = -1;
  private index = 0;

  constructor(strokes: readonly BrushStroke[]) {
    this.strokes = strokes;
    this.amount = strokes.reduce((sum, stroke) => sum + pathOf(stroke).length - CUT_POINTS, 0);
    this.advance();
  }

  visit(visit: VisitPiece): void {
    if (this.from && this.to && this.brush) visit(this.from, this.to, this.brush);
  }

  advance(): void {
    this.index += 1;
    while (this.index >= this.path.length && this.stroke < this.strokes.length) {
      this.stroke += 1;
      const stroke = this.strokes[this.stroke];
      this.path = stroke ? pathOf(stroke) : [];
      this.brush = stroke?.brush;
      // A dot is a piece of length 0.
      this.index = this.path.length === 1 ? 0 : 1;
    }
    this.to = this.path[this.index];
    this.from = this.path[this.index - 1] ?? this.to;
  }
}
