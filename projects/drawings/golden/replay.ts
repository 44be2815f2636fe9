import type { Stroke } from '#model';

/** A drawing while it is made. */
export interface Moment {
  /** What there is so far. */
  readonly strokes: readonly Stroke[];
  /** When that is, ms since the first point. */
  readonly time: number;
}

/**
 * A drawing as it grows, point by point, from its first to its last.
 * @param longestStep pad units; where points are further apart, the pen is also seen between them
 */
export function* replay(
  strokes: readonly Stroke[],
  longestStep = Infinity,
): Generator<Moment, void, undefined> {
  for (const [number, stroke] of strokes.entries()) {
    const finished = strokes.slice(0, number);
    for (const [index, to] of stroke.entries()) {
      const from = stroke[index - 1] ?? to;
      const [dx, dy] = [to.x - from.x, to.y - from.y];
      const steps = Math.max(1, Math.ceil(Math.sqrt(dx * dx + dy * dy) / longestStep));
      for (let step = 1; step <= steps; step++) {
        const t = step / steps;
        const pen = { ...to, x: from.x + dx * t, y: from.y + dy * t };
        yield { strokes: [...finished, [...stroke.slice(0, index), pen]], time: to.time };
      }
    }
  }
}
