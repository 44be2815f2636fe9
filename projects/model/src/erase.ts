import { lineWidth, pathOf, type Brush, type BrushStroke, type Drawing } from './drawing.ts';
import { IMAGE_SIZE } from './ink.ts';
import type { InkPoint, Point } from './stroke.ts';

/** A movement of a round eraser, in pad units. */
export interface Wipe {
  readonly from: Point;
  readonly to: Point;
  readonly radius: number;
}

/** Part of a piece of a line, from 0 at its start to 1. */
interface Interval {
  readonly start: number;
  readonly end: number;
}

/** What is erased of a piece of a line. */
interface Gap extends Interval {
  /** Index of the piece's end in its line. */
  readonly place: number;
  readonly from: InkPoint;
  readonly to: InkPoint;
}

/**
 * The drawing without the ink under the eraser's path. Parts of a line are removed if their ink would reach under the
 * eraser, and the rest stays the same, pixel by pixel; of a picture, the ink is removed.
 * @returns the same object when nothing was under the eraser
 */
export function eraseAlong(drawing: Drawing, wipe: Wipe): Drawing {
  const raster = drawing.raster && wipedRaster(drawing.raster, wipe);
  const strokes = drawing.strokes.flatMap((stroke) => cut(stroke, wipe));
  const isSame =
    raster === drawing.raster &&
    strokes.length === drawing.strokes.length &&
    strokes.every((stroke, index) => stroke === drawing.strokes[index]);
  if (isSame) return drawing;
  return { strokes, ...(raster?.some((ink) => ink > 0) && { raster }) };
}

/** The rest of a line: the line itself, one or more pieces of it, or nothing. */
function cut(stroke: BrushStroke, wipe: Wipe): readonly BrushStroke[] {
  const path = pathOf(stroke);
  const gaps = gapsIn(path, stroke.brush, wipe);
  if (gaps.length === 0) return [stroke];
  const left: InkPoint[][] = [];
  // What is left starts at a cut, unless it starts with a piece, and continues with the points from `next`.
  let [begin, next]: [InkPoint[], number] = [[], 0];
  const end = (place: number, last: readonly InkPoint[]): void => {
    const points = [...begin, ...path.slice(next, place), ...last];
    // A place alone is no line any more; a dot's was the only one.
    if (points.length > 1) left.push(points);
  };
  for (const { place, from, to, start, end: stop } of gaps) {
    // The pressure of the piece's end, which sets the width of the whole piece.
    const at = (t: number): InkPoint => ({ ...between(from, to, t), pressure: to.pressure });
    end(place, start > 0 ? [at(start)] : []);
    begin = stop < 1 ? [at(stop)] : [];
    next = place;
  }
  end(path.length, []);
  return left.map((points) => ({ points, brush: stroke.brush, isCut: true }));
}

/** The parts of a line that the eraser removes, piece by piece; `place` is the index of the piece's end. */
function gapsIn(path: readonly InkPoint[], brush: Brush, wipe: Wipe): readonly Gap[] {
  const gaps: Gap[] = [];
  const furthest = wipe.radius + lineWidth(brush, 1) / 2;
  const left = Math.min(wipe.from.x, wipe.to.x) - furthest;
  const right = Math.max(wipe.from.x, wipe.to.x) + furthest;
  const top = Math.min(wipe.from.y, wipe.to.y) - furthest;
  const bottom = Math.max(wipe.from.y, wipe.to.y) + furthest;
  path.forEach((to, place) => {
    const from = path[place - 1] ?? to;
    // Most pieces are far away and cost only a comparison or two.
    if ((from.x < left && to.x < left) || (from.x > right && to.x > right)) return;
    if ((from.y < top && to.y < top) || (from.y > bottom && to.y > bottom)) return;
    if (place === 0 && path.length > 1) return;
    const gone = intervalNear(from, to, wipe, lineWidth(brush, to.pressure) / 2);
    if (gone) gaps.push({ ...gone, place, from, to });
  });
  return gaps;
}

/** The part of a piece that is closer to the wipe than both radii together, if any. */
function intervalNear(
  from: Point,
  to: Point,
  wipe: Wipe,
  lineRadius: number,
): Interval | undefined {
  const reach = wipe.radius + lineRadius;
  // The area of the wipe is convex: two discs and the rectangle between them. Its overlap with a straight piece
  // is therefore an interval for each of them, and a single one for all together.
  const parts = [
    withinDisc(from, to, wipe.from, reach),
    withinDisc(from, to, wipe.to, reach),
    withinRectangle(from, to, wipe, reach),
  ].filter((part) => part !== undefined);
  if (parts.length === 0) return undefined;
  return {
    start: Math.min(...parts.map(({ start }) => start)),
    end: Math.max(...parts.map(({ end }) => end)),
  };
}

function withinDisc(from: Point, to: Point, centre: Point, radius: number): Interval | undefined {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const [x, y] = [from.x - centre.x, from.y - centre.y];
  const a = dx * dx + dy * dy;
  const b = x * dx + y * dy;
  const c = x * x + y * y - radius * radius;
  if (a === 0) return c < 0 ? { start: 0, end: 1 } : undefined;
  const discriminant = b * b - a * c;
  if (discriminant <= 0) return undefined;
  const root = Math.sqrt(discriminant);
  return clipped((-b - root) / a, (-b + root) / a);
}

function withinRectangle(from: Point, to: Point, wipe: Wipe, reach: number): Interval | undefined {
  const [ux, uy] = [wipe.to.x - wipe.from.x, wipe.to.y - wipe.from.y];
  const length = Math.sqrt(ux * ux + uy * uy);
  if (length === 0) return undefined;
  const along = ({ x, y }: Point): number =>
    ((x - wipe.from.x) * ux + (y - wipe.from.y) * uy) / length;
  const across = ({ x, y }: Point): number =>
    ((y - wipe.from.y) * ux - (x - wipe.from.x) * uy) / length;
  const alongPart = withinBand(along(from), along(to), 0, length);
  const acrossPart = withinBand(across(from), across(to), -reach, reach);
  if (!alongPart || !acrossPart) return undefined;
  return clipped(
    Math.max(alongPart.start, acrossPart.start),
    Math.min(alongPart.end, acrossPart.end),
  );
}

/** When a value that changes evenly from one number to another is between two bounds. */
function withinBand(from: number, to: number, least: number, most: number): Interval | undefined {
  if (from === to) return from > least && from < most ? { start: 0, end: 1 } : undefined;
  const [a, b] = [(least - from) / (to - from), (most - from) / (to - from)];
  return clipped(Math.min(a, b), Math.max(a, b));
}

function clipped(start: number, end: number): Interval | undefined {
  const part = { start: Math.max(0, start), end: Math.min(1, end) };
  return part.start < part.end ? part : undefined;
}

function between(from: Point, to: Point, t: number): Point {
  return { x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t };
}

/** The picture without the ink under the eraser, whose edge removes a share of a pixel. */
function wipedRaster(raster: Float32Array, { from, to, radius }: Wipe): Float32Array {
  let wiped = raster;
  raster.forEach((ink, index) => {
    if (ink === 0) return;
    const pixel = { x: (index % IMAGE_SIZE) + 0.5, y: Math.floor(index / IMAGE_SIZE) + 0.5 };
    const most = Math.min(1, Math.max(0, distanceTo(pixel, from, to) - radius + 0.5));
    if (ink <= most) return;
    if (wiped === raster) wiped = raster.slice();
    wiped[index] = most;
  });
  return wiped;
}

/** The vector from a point to the nearest one between two others. */
function distanceTo(place: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const squaredLength = dx * dx + dy * dy;
  const along =
    squaredLength === 0 ? 0 : ((place.x - from.x) * dx + (place.y - from.y) * dy) / squaredLength;
  const nearest = between(from, to, Math.min(1, Math.max(0, along)));
  const [offX, offY] = [place.x - nearest.x, place.y - nearest.y];
  return Math.sqrt(offX * offX + offY * offY);
}
