/** A place on the plane that a skeleton is drawn on: (0, 0) upper left, 100 its height. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A place that a stroke passes. */
export interface SkeletonNode extends Place {
  /** How far the place moves when the form's trait is 1 (and backwards at -1). */
  readonly dx: number;
  readonly dy: number;
  /** Whether the stroke turns sharply here instead of running through. */
  readonly isCorner: boolean;
}

/** One stroke of a skeleton, from where the pen touches to where it lifts. */
export type SkeletonStroke = readonly SkeletonNode[];

/** The bones of a drawing: strokes in the order in which they are drawn. */
export type Skeleton = readonly SkeletonStroke[];

const NODE = /^(-?\d+)(?:~(-?\d+))?,(-?\d+)(?:~(-?\d+))?(!?)$/;

/**
 * Reads strokes written as `20,0 30~5,40! 26,100~-4`: places as `x,y` in hundredths of the height, each
 * with `~` and how far it moves with the form's trait; `!` for a corner.
 * @throws RangeError that names the node that is malformed
 */
export function skeletonOf(...strokes: readonly string[]): Skeleton {
  return strokes.map((stroke) => stroke.split(' ').map(nodeOf));
}

function nodeOf(text: string): SkeletonNode {
  const match = NODE.exec(text);
  if (!match)
    throw new RangeError(`skeleton: expected x,y such as 20,0 or 30~5,40~-4!, found ${text}`);
  const numberAt = (group: number): number => Number(match[group] ?? 0);
  const isCorner = match[5] === '!';
  return { x: numberAt(1), y: numberAt(3), dx: numberAt(2), dy: numberAt(4), isCorner };
}

/** Lengths that the curve is cut into: a hundredth of the height. */
const STEP = 1;

/**
 * The line through a stroke's nodes: a centripetal Catmull-Rom curve (Yuksel et al. 2011: no cusps, no
 * loops of its own) from corner to corner, cut into steps of about a hundredth of the height.
 */
export function curveThrough(nodes: readonly (Place & { readonly isCorner: boolean })[]): Place[] {
  const [first] = nodes;
  if (!first) return [];
  const curve: Place[] = [first];
  for (let i = 1; i < nodes.length; i++) {
    const [from, to] = [nodes[i - 1], nodes[i]];
    if (!from || !to) continue;
    const before = from.isCorner ? undefined : nodes[i - 2];
    const after = to.isCorner ? undefined : nodes[i + 1];
    addSpan(curve, before ?? mirrored(to, from), from, to, after ?? mirrored(from, to));
  }
  return curve;
}

function addSpan(curve: Place[], p0: Place, p1: Place, p2: Place, p3: Place): void {
  // Knots are apart by the square root of the distance; coinciding nodes get a little room.
  const t1 = Math.sqrt(distance(p0, p1)) + 1e-3;
  const t2 = t1 + Math.sqrt(distance(p1, p2)) + 1e-3;
  const t3 = t2 + Math.sqrt(distance(p2, p3)) + 1e-3;
  const steps = Math.max(1, Math.ceil(distance(p1, p2) / STEP));
  for (let step = 1; step <= steps; step++) {
    const t = t1 + ((t2 - t1) * step) / steps;
    const a1 = mix(p0, p1, t / t1);
    const a2 = mix(p1, p2, (t - t1) / (t2 - t1));
    const a3 = mix(p2, p3, (t - t2) / (t3 - t2));
    const b1 = mix(a1, a2, t / t2);
    const b2 = mix(a2, a3, (t - t1) / (t3 - t1));
    curve.push(mix(b1, b2, (t - t1) / (t2 - t1)));
  }
}

/** How far two places are apart (no `Math.hypot`: engines differ). */
export function distance(a: Place, b: Place): number {
  const dx = a.x - b.x;
  const dy = a.y - b.y;
  return Math.sqrt(dx * dx + dy * dy);
}

/** From one place (at 0) towards another (at 1), and beyond. */
export function mix(from: Place, to: Place, t: number): Place {
  return { x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t };
}

/** The place as far behind `about` as `place` is before it. */
function mirrored(place: Place, about: Place): Place {
  return { x: 2 * about.x - place.x, y: 2 * about.y - place.y };
}
