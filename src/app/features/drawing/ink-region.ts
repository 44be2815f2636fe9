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

/** More than the places that a line has more when a piece of it is cut in two. */
const CUT_POINTS = 3;

/** A part of the pad, pad units. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Where lines come or go when a drawing is replaced by another one, and where the last line of each ends; undefined
 * where all lines stay. It is as small as what the hand just did, and where lines only grew it costs no more than that.
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

/** Whether a straight piece of ink of some width reaches into a region. */
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

/** Goes along the pieces that only one of two lists of strokes has. */
function forEachDifference(
  before: readonly BrushStroke[],
  after: readonly BrushStroke[],
  visit: VisitPiece,
): void {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  const mostAtEnd = Math.min(before.length, after.length) - start;
  while (end < mostAtEnd && before.at(-1 - end) === after.at(-1 - end)) end++;
  const [fewer, more] = [before, after]
    .map((strokes) => new PieceCursor(strokes.slice(start, strokes.length - end)))
    .sort((a, b) => a.amount - b.amount);
  if (!fewer || !more) return;
  // Who erases leaves the pieces of a line as they are and in their order, but for some that go and some that are cut
  // shorter; so going along both lists once finds those.
  while (fewer.from && more.from) {
    const [isSameFrom, isSameTo] = [fewer.from === more.from, fewer.to === more.to];
    if (!isSameFrom || !isSameTo || fewer.brush !== more.brush) {
      more.visit(visit);
      if (isSameFrom || isSameTo) fewer.visit(visit);
    }
    if (isSameFrom || isSameTo) fewer.advance();
    // Of a piece that is cut in its middle the other half may come.
    if (!isSameFrom || isSameTo) more.advance();
  }
  for (const rest of [fewer, more]) {
    while (rest.from) {
      rest.visit(visit);
      rest.advance();
    }
  }
}

/** A place in a list of strokes: the piece there, if it is not at the end. */
class PieceCursor {
  from: InkPoint | undefined;
  to: InkPoint | undefined;
  brush: Brush | undefined;
  /** Grows with the pieces; less where one of them was cut in two. */
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
      // A dot is a piece of no length.
      this.index = this.path.length === 1 ? 0 : 1;
    }
    this.to = this.path[this.index];
    this.from = this.path[this.index - 1] ?? this.to;
  }
}
