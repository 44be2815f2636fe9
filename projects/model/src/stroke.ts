/** A point in pad units (the pad is 28 wide and high, (0, 0) is its upper left corner) or in pixels. */
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
  /** Milliseconds since the first point of the drawing. */
  readonly time: number;
}

/** One movement of the pen from touching to lifting; a single point is a dot. */
export type Stroke = readonly StrokePoint[];

/** Points closer than this to the one before come from the hand's tremor and the screen's whole pixels. */
const LEAST_SPACING = 0.1;
/** Number of straight pieces for a curve between two midpoints. */
const PIECES = 4;

/** The line of a stroke, as points connected by straight pieces. */
export interface Line {
  /**
   * Points that stay when the stroke grows. Longer versions of the stroke share the list, of which only the first
   * `settledCount` points belong to this one.
   */
  readonly settled: readonly InkPoint[];
  readonly settledCount: number;
  /** The way from there to the pen, five points at most; it changes with the next point. */
  readonly end: readonly InkPoint[];
}

/**
 * A line that grows with its stroke, at the same cost for each point. It is a quadratic curve through the midpoints
 * of the stroke's points, from where the pen started to where it is, cut into straight pieces. Points that are not
 * finite, or within a tremor of the one before, are left out. The line grows without jumps: from the last midpoint it
 * goes straight to the pen, because a curve would have to change with the next point.
 */
export class LineGrowth {
  private readonly settled: InkPoint[] = [];
  /** How many points were far enough apart, and the last two of them. */
  private kept = 0;
  private before: InkPoint | undefined;
  private last: InkPoint | undefined;
  /** Where the pen is, if that is within a tremor of the last point. */
  private near: InkPoint | undefined;

  /** Adds the stroke's next point. */
  add(point: InkPoint): void {
    if (!Number.isFinite(point.x) || !Number.isFinite(point.y)) return;
    const { before, last } = this;
    this.near = last && !isFar(point, last) ? point : undefined;
    if (this.near) return;
    if (!last) this.settled.push(point);
    else if (before) this.addBend(this.settled, before, last, point);
    this.kept += 1;
    this.before = last;
    this.last = point;
  }

  /** The line as far as it has grown. */
  line(): Line {
    const { settled } = this;
    return { settled, settledCount: settled.length, end: this.end() };
  }

  private end(): readonly InkPoint[] {
    const { before, last, near } = this;
    if (!near) return before && last ? [last] : [];
    const places: InkPoint[] = [];
    if (before && last) this.addBend(places, before, last, near);
    places.push(near);
    return places;
  }

  /** The curve around the last point that was kept, from one midpoint to the next. */
  private addBend(places: InkPoint[], before: InkPoint, control: InkPoint, after: InkPoint): void {
    // It starts where the pen was put down.
    const from = this.kept === 2 ? before : midpoint(before, control);
    const to = midpoint(control, after);
    for (let piece = 1; piece <= PIECES; piece++) {
      const t = piece / PIECES;
      const [a, b, c] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
      places.push({
        x: a * from.x + b * control.x + c * to.x,
        y: a * from.y + b * control.y + c * to.y,
        pressure: a * from.pressure + b * control.pressure + c * to.pressure,
      });
    }
  }
}

/** All points of a line, from first to last. */
export function placesOf({ settled, settledCount, end }: Line): readonly InkPoint[] {
  return [...settled.slice(0, settledCount), ...end];
}

/**
 * The line of a stroke, in straight pieces (see `LineGrowth`).
 * @returns at least one point for a stroke with any
 */
export function strokePath(stroke: readonly InkPoint[]): readonly InkPoint[] {
  return placesOf(lineThrough(stroke));
}

/** The line through a stroke's points. */
export function lineThrough(stroke: readonly InkPoint[]): Line {
  const growth = new LineGrowth();
  for (const point of stroke) growth.add(point);
  return growth.line();
}

function isFar(a: Point, b: Point): boolean {
  const [dx, dy] = [a.x - b.x, a.y - b.y];
  return dx * dx + dy * dy >= LEAST_SPACING * LEAST_SPACING;
}

function midpoint(a: InkPoint, b: InkPoint): InkPoint {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, pressure: (a.pressure + b.pressure) / 2 };
}
