import type { Random, Stroke, StrokePoint } from '#model';
import { nearlyNormal, uniform } from '../src/distributions.ts';
import { distance, mix, type Place } from '../src/hands/skeleton.ts';
import type { GoldenCondition } from './golden-condition.ts';
import type { GoldenHand } from './golden-hand.ts';
import { wanderUntil } from './wander.ts';

/** Radius of a bend in which the pen has lost half of its speed's square, pad units. */
const TIGHT = 1.4;
/** Steps of the curve over which a bend is measured. */
const REACH = 5;
/** Share of the speed on touching and lifting, and the way on which it is gathered, pad units. */
const SLOW = 0.3;
const RUN_UP = 2;
/** Pressure of devices that do not measure it, as browsers report it. */
const NO_PRESSURE = 0.5;
/** A mouse's pixel, pad units. */
const PIXEL = 0.1;
/** Time over which pressure wanders, ms. */
const WANDER_MS = 240;
/** How much of a tremble is left at the next point. */
const MEMORY = 0.7;

/**
 * The points that a device gives of a pen that goes along a curve: slow where it bends, heavier downwards,
 * trembling a little.
 * @param curve in pad units, in small steps
 * @param startMs time of the first point
 */
export function penAlong(
  curve: readonly Place[],
  hand: GoldenHand,
  condition: GoldenCondition,
  startMs: number,
  random: Random,
): Stroke {
  const moments = momentsAlong(curve, hand.pace * condition.pace);
  const total = moments.at(-1) ?? 0;
  const periodMs = Math.round(1000 / uniform(random, condition.pointRate));
  const wander = wanderUntil(total, WANDER_MS, random);
  const size = hand.trembling * condition.trembling;
  let [shakeX, shakeY] = [0, 0];
  let step = 0;
  const count = Math.max(2, Math.ceil(total / periodMs) + 1);
  return Array.from({ length: count }, (_, index): StrokePoint => {
    const time = Math.min(index * periodMs, total);
    while (step < curve.length - 2 && (moments[step + 1] ?? 0) < time) step++;
    const [from, to] = [moments[step] ?? 0, moments[step + 1] ?? 0];
    const here = curve[step] ?? { x: 0, y: 0 };
    const next = curve[step + 1] ?? here;
    const place = mix(here, next, to > from ? Math.min(1, (time - from) / (to - from)) : 0);
    shakeX = shakeX * MEMORY + nearlyNormal(random) * size;
    shakeY = shakeY * MEMORY + nearlyNormal(random) * size;
    const touch = Math.min(1, 0.45 + time / 90, 0.25 + (total - time) / 160);
    const down = next.y > here.y ? 1.1 : 0.95;
    const pressure = hand.weight * down * touch * (1 + hand.unrest * wander(time));
    return {
      ...onDevice({ x: place.x + shakeX, y: place.y + shakeY }, pressure, condition),
      time: startMs + index * periodMs,
    };
  });
}

function onDevice({ x, y }: Place, pressure: number, { device }: GoldenCondition) {
  switch (device) {
    case 'pen':
      return { x, y, pressure: Math.min(1, Math.max(0.04, pressure)) };
    case 'finger':
      return { x, y, pressure: NO_PRESSURE };
    case 'mouse':
      return {
        x: Math.round(x / PIXEL) * PIXEL,
        y: Math.round(y / PIXEL) * PIXEL,
        pressure: NO_PRESSURE,
      };
    default:
      return device satisfies never;
  }
}

/** When the pen passes each place of a curve, ms from its beginning. */
function momentsAlong(curve: readonly Place[], pace: number): number[] {
  const whole = curve.reduce(
    (sum, place, index) => sum + distance(curve[index - 1] ?? place, place),
    0,
  );
  let [time, way] = [0, 0];
  return curve.map((place, index) => {
    const step = distance(curve[index - 1] ?? place, place);
    way += step;
    const nearEnd = Math.min(1, Math.max(0, Math.min(way, whole - way) / RUN_UP));
    const atEnds = SLOW + (1 - SLOW) * nearEnd * (2 - nearEnd);
    const radius = radiusAt(curve, index);
    const inBend = Math.max(0.15, Math.sqrt(radius / (radius + TIGHT)));
    time += (1000 * step) / (pace * atEnds * inBend);
    return time;
  });
}

/** The radius of the circle through a place and those `REACH` steps before and after it; 1000 where it is straight. */
function radiusAt(curve: readonly Place[], index: number): number {
  const reach = Math.min(REACH, index, curve.length - 1 - index);
  const [a, b, c] = [curve[index - reach], curve[index], curve[index + reach]];
  if (!a || !b || !c || reach === 0) return 1000;
  const area = Math.abs((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y));
  const sides = distance(a, b) * distance(b, c) * distance(a, c);
  // Straight back is no bend to the circle: what ends before it has gone on is a corner.
  if (distance(a, c) < distance(a, b)) return 0;
  return Math.min(1000, sides / Math.max(1e-9, 2 * area));
}
