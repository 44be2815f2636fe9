import { IMAGE_SIZE, type Random, type Stroke, type StrokePoint } from '#model';
import type { ShapeCluster, ShapeModel } from './shape-model.ts';

/** How far digits lie from the mean, 1 as far as those that were fitted: there are more hands than were at hand. */
const SPREAD = 1.3;
/** Pad units for the longer side of a digit. */
const SIZE = 20;
const POINT_MS = 20;
/** Pause between two strokes, ms. */
const LIFT_MS = 150;
const PRESSURE = 0.5;

/** Writes digits as a model has them, each differently. */
export class ShapeSampler {
  /** Clusters of each digit, with the digits of the clusters up to and including them. */
  private readonly ways: readonly (readonly { cluster: ShapeCluster; upTo: number }[])[];

  constructor({ clusters }: Pick<ShapeModel, 'clusters'>) {
    this.ways = Array.from({ length: 10 }, (_, digit) => {
      let upTo = 0;
      return clusters
        .filter((cluster) => cluster.digit === digit)
        .map((cluster) => ({ cluster, upTo: (upTo += cluster.count) }));
    });
  }

  /**
   * A digit's strokes in the middle of the pad, in pad units. The same random numbers give the same bits on every
   * machine.
   * @param digit 0 to 9
   * @throws RangeError when the model has no such digit
   */
  strokes(digit: number, random: Random): Stroke[] {
    const ways = this.ways[digit] ?? [];
    const total = ways.at(-1)?.upTo ?? 0;
    if (total === 0) throw new RangeError(`digit: expected one of the model's, found ${digit}`);
    const chosen = random.nextBelow(total);
    const way = ways.find(({ upTo }) => chosen < upTo);
    return way ? writtenStrokes(way.cluster, random) : [];
  }
}

/** Strokes of a digit that is written as a cluster has it, in pad units. */
export function writtenStrokes(cluster: ShapeCluster, random: Random): Stroke[] {
  const places = cluster.mean.slice();
  for (const component of cluster.components) {
    const coefficient = SPREAD * normal(random);
    for (let at = 0; at < places.length; at++) {
      places[at] = (places[at] ?? 0) + coefficient * (component[at] ?? 0);
    }
  }
  return strokesThrough(places, cluster.pointCounts);
}

/** Strokes of the digit that a cluster's members have in common, in pad units. */
export function meanStrokes({ mean, pointCounts }: ShapeCluster): Stroke[] {
  return strokesThrough(mean, pointCounts);
}

/** Nearly normal, standard deviation 1: twelve uniform numbers less their mean, since no machine differs in sums. */
function normal(random: Random): number {
  let sum = -6;
  for (let part = 0; part < 12; part++) sum += random.nextFloat();
  return sum;
}

/** Strokes through points, x and y by turns, so many of each stroke. */
function strokesThrough(points: Float64Array, pointCounts: readonly number[]): Stroke[] {
  let start = 0;
  let time = 0;
  return pointCounts.map((count) => {
    const stroke = strokeThrough(points.subarray(start * 2, (start + count) * 2), time);
    start += count;
    time = (stroke.at(-1)?.time ?? time) + LIFT_MS;
    return stroke;
  });
}

/**
 * A smooth stroke through points, x and y by turns: they and the middles of the Catmull-Rom spline (1974) between them,
 * which the app's own smoothing makes a curve of.
 * @param startMs time of the first point
 */
function strokeThrough(points: Float64Array, startMs: number): Stroke {
  const last = points.length - 2;
  const stroke: StrokePoint[] = [];
  const add = (x: number, y: number): void => {
    stroke.push(onPad(x, y, startMs + stroke.length * POINT_MS));
  };
  for (let at = 0; at < last; at += 2) {
    add(points[at] ?? 0, points[at + 1] ?? 0);
    add(middleBehind(points, at, last), middleBehind(points, at + 1, last + 1));
  }
  add(points[last] ?? 0, points[last + 1] ?? 0);
  return stroke;
}

/**
 * One coordinate of the middle between a point and the next.
 * @param last where that coordinate of the last point is
 */
function middleBehind(points: Float64Array, at: number, last: number): number {
  const from = points[at] ?? 0;
  const to = points[at + 2] ?? 0;
  // Before the first point and behind the last one it goes on as it came.
  const before = at < 2 ? 2 * from - to : (points[at - 2] ?? 0);
  const after = at + 4 > last ? 2 * to - from : (points[at + 4] ?? 0);
  return (9 * (from + to) - before - after) / 16;
}

function onPad(x: number, y: number, time: number): StrokePoint {
  const middle = IMAGE_SIZE / 2;
  return { x: middle + x * SIZE, y: middle + y * SIZE, pressure: PRESSURE, time };
}
