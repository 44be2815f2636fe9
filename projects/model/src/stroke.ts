/** A place in pad units (the pad is 28 wide and high, (0, 0) its upper left corner) or in pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A point of a line of ink. */
export interface InkPoint extends Point {
  /** 0..1; a mouse reports 0.5. */
  readonly pressure: number;
}

/** A point of a stroke, in pad units. */
export interface StrokePoint extends InkPoint {
  /** Milliseconds since the drawing's first point. */
  readonly time: number;
}

/** One movement of the pen from touching to lifting; a single point is a dot. */
export type Stroke = readonly StrokePoint[];

/** Points nearer than this to the one before are the hand's tremor and the screen's whole pixels. */
const LEAST_SPACING = 0.1;
/** Straight pieces that a curve between two midpoints is cut into. */
const PIECES = 4;

/** A stroke never changes: its line is worked out once, however often it is painted and read. */
const knownPaths = new WeakMap<readonly InkPoint[], readonly InkPoint[]>();

/**
 * The line that a stroke stands for: a quadratic curve through the midpoints of its points, begun and
 * ended where the pen was, cut into straight pieces. Points that are not finite, or no further than a
 * tremor from the one before, are left out. The line grows without jumps: from the last midpoint it goes
 * straight to the pen, where a curve would have to change as soon as there is a further point.
 * @returns at least one point for a stroke that has any
 */
export function strokePath(stroke: readonly InkPoint[]): readonly InkPoint[] {
  let path = knownPaths.get(stroke);
  if (!path) {
    path = curveThrough(stroke);
    knownPaths.set(stroke, path);
  }
  return path;
}

function curveThrough(stroke: readonly InkPoint[]): InkPoint[] {
  const points = spaced(stroke);
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last || points.length < 3) return points;
  const path: InkPoint[] = [first];
  for (let i = 1; i < points.length - 1; i++) {
    const [before, control, after] = [points[i - 1], points[i], points[i + 1]];
    if (!before || !control || !after) continue;
    const from = i === 1 ? before : midpoint(before, control);
    const to = midpoint(control, after);
    for (let piece = 1; piece <= PIECES; piece++) {
      const t = piece / PIECES;
      const [a, b, c] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
      path.push({
        x: a * from.x + b * control.x + c * to.x,
        y: a * from.y + b * control.y + c * to.y,
        pressure: a * from.pressure + b * control.pressure + c * to.pressure,
      });
    }
  }
  return [...path, last];
}

/** Points that are far enough apart, and the last one in any case: the line's end follows the pen. */
function spaced(stroke: readonly InkPoint[]): InkPoint[] {
  const points: InkPoint[] = [];
  let near: InkPoint | undefined;
  for (const point of stroke) {
    if (!Number.isFinite(point.x) || !Number.isFinite(point.y)) continue;
    const last = points.at(-1);
    near = last && !isFar(point, last) ? point : undefined;
    if (!near) points.push(point);
  }
  return near ? [...points, near] : points;
}

function isFar(a: Point, b: Point): boolean {
  const [dx, dy] = [a.x - b.x, a.y - b.y];
  return dx * dx + dy * dy >= LEAST_SPACING * LEAST_SPACING;
}

function midpoint(a: InkPoint, b: InkPoint): InkPoint {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, pressure: (a.pressure + b.pressure) / 2 };
}
