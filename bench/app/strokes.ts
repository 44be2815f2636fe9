import { DIGITS } from '../../projects/e2e/src/digits.ts';
import type { PadPoint } from './page-tools.ts';

/** A quick hand's way between two frames, pad units. */
const STEP = 0.6;

/** A digit's strokes as a hand draws them, a point a frame. */
export function strokesOf(digit: number): PadPoint[][] {
  return (DIGITS[digit] ?? []).map((line) => resampled(line, STEP));
}

/** Points along a line, a step apart. */
export function resampled(line: readonly PadPoint[], step: number): PadPoint[] {
  const [first, ...rest] = line;
  if (!first) return [];
  const points: PadPoint[] = [first];
  let from = first;
  let untilNext = step;
  for (const to of rest) {
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    for (; untilNext <= length; untilNext += step) {
      const part = untilNext / length;
      points.push([from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part]);
    }
    untilNext -= length;
    from = to;
  }
  return points;
}
