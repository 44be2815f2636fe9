import type { Stroke, StrokePoint, Random } from '#model';
import { uniform } from '../distributions.ts';
import type { DrawingCondition } from './drawing-condition.ts';
import { distance, mix, type Place } from './skeleton.ts';
import type { Writer } from './writer.ts';

/** A hand trembles at 8 to 12 Hz: half a wave, ms. */
const TREMOR_MS = 55;
/** Way on which the hand gathers speed and loses it, pad units. */
const RUN_UP = 1.5;
/** Share of the speed that it has on touching and lifting. */
const SLOWEST_END = 0.35;
/** Way on which pressure rises and falls, pad units. */
const PRESS_WAY = 1.2;
/** Steps of the curve over which a bend is measured. */
const BEND_STEPS = 4;

/**
 * The stroke of a pen that a hand moves along a curve, slower in bends and at the ends, trembling a little: where
 * it is each time that the device asks.
 * @param curve in pad units, in small steps
 * @param startMs time of the first point
 */
export function strokeAlong(
  curve: readonly Place[],
  writer: Writer,
  condition: DrawingCondition,
  startMs: number,
  random: Random,
): Stroke {
  const length = lengthOf(curve);
  const speed = writer.speed * condition.speed;
  const moments = timesAlong(curve, length, speed, writer.caution);
  const total = moments.at(-1) ?? 0;
  const periodMs = Math.max(1, Math.round(1000 / (writer.pointRate * condition.pointRate)));
  const shake = tremor(total, writer.tremor * condition.tremor, random);
  const count = Math.max(2, Math.ceil(total / periodMs) + 1);
  const heaviness = writer.pressure + uniform(random, [-0.05, 0.05]);
  const points: StrokePoint[] = [];
  let step = 0;
  for (let index = 0; index < count; index++) {
    const time = Math.min(index * periodMs, total);
    while (step < curve.length - 2 && (moments[step + 1] ?? 0) < time) step++;
    const from = moments[step] ?? 0;
    const to = moments[step + 1] ?? 0;
    const t = to > from ? Math.min(1, (time - from) / (to - from)) : 0;
    const a = curve[step] ?? { x: 0, y: 0 };
    const place = mix(a, curve[step + 1] ?? a, t);
    const off = shake(time);
    const along = curve.length > 1 ? ((step + t) / (curve.length - 1)) * length : 0;
    const press = Math.min(1, 0.4 + Math.min(along, length - along) / PRESS_WAY);
    points.push({
      x: place.x + off.x,
      y: place.y + off.y,
      pressure: Math.min(1, Math.max(0.05, heaviness * press)),
      time: startMs + index * periodMs,
    });
  }
  return points;
}

/** When the pen passes each place of a curve of that length, ms from its beginning. */
function timesAlong(
  curve: readonly Place[],
  length: number,
  speed: number,
  caution: number,
): number[] {
  let time = 0;
  let way = 0;
  return curve.map((place, index) => {
    const before = curve[index - 1];
    if (before) {
      const step = distance(before, place);
      way += step;
      const nearEnd = Math.min(1, SLOWEST_END + Math.min(way, length - way) / RUN_UP);
      const bend = 1 + caution * bendAt(curve, index);
      time += (1000 * step) / (Math.max(1, speed * nearEnd) / bend);
    }
    return time;
  });
}

/** How sharply a curve bends at a place: 0 straight on, 1 straight back. */
function bendAt(curve: readonly Place[], index: number): number {
  const reach = Math.min(BEND_STEPS, index, curve.length - 1 - index);
  const before = curve[index - reach];
  const here = curve[index];
  const after = curve[index + reach];
  if (!before || !here || !after || reach === 0) return 0;
  const there = distance(before, here) * distance(here, after);
  if (there === 0) return 0;
  const straight =
    (here.x - before.x) * (after.x - here.x) + (here.y - before.y) * (after.y - here.y);
  return Math.max(0, (1 - straight / there) / 2);
}

/** Where a trembling hand is beside where it wants to be, by time. */
function tremor(totalMs: number, size: number, random: Random): (time: number) => Place {
  const knots = Array.from({ length: Math.ceil(totalMs / TREMOR_MS) + 2 }, () => ({
    x: size * uniform(random, [-1, 1]),
    y: size * uniform(random, [-1, 1]),
  }));
  return (time) => {
    const index = Math.floor(time / TREMOR_MS);
    const t = time / TREMOR_MS - index;
    const a = knots[index];
    const b = knots[index + 1];
    return a && b ? mix(a, b, t * t * (3 - 2 * t)) : { x: 0, y: 0 };
  };
}

function lengthOf(curve: readonly Place[]): number {
  let length = 0;
  let before = curve[0];
  for (const place of curve) {
    length += distance(before ?? place, place);
    before = place;
  }
  return length;
}
