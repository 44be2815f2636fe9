import type { Rectangle } from '../../../platform/rectangle.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** How far texts stay away from what is beside them, CSS pixels. */
const MARGIN = 6;

/**
 * Whether a text has its place to itself.
 * @param texts boxes of other texts
 * @param layers corners of what is drawn, each a convex shape in the order of its edge
 */
export function isFree(
  place: Rectangle,
  texts: readonly Rectangle[],
  layers: readonly (readonly Point[])[],
): boolean {
  const corners = cornersOf(place);
  return [...texts.map(cornersOf), ...layers].every((shape) => !overlap(corners, shape));
}

/** Two convex shapes are apart if there is a line between them, along an edge of one of them. */
function overlap(a: readonly Point[], b: readonly Point[]): boolean {
  return [...edgesOf(a), ...edgesOf(b)].every(({ x, y }) => {
    const length = Math.hypot(x, y) || 1;
    const along = (point: Point): number => (point.y * x - point.x * y) / length;
    const [ofA, ofB] = [a.map(along), b.map(along)];
    return (
      Math.min(...ofA) < Math.max(...ofB) + MARGIN && Math.min(...ofB) < Math.max(...ofA) + MARGIN
    );
  });
}

function edgesOf(shape: readonly Point[]): Point[] {
  return shape.map((point, index) => {
    const next = shape[(index + 1) % shape.length] ?? point;
    return { x: next.x - point.x, y: next.y - point.y };
  });
}

function cornersOf({ left, top, width, height }: Rectangle): Point[] {
  const [right, bottom] = [left + width, top + height];
  return [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
}
