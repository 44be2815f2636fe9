import type { Stroke, Random } from '#model';
import { uniform } from '../distributions.ts';

/** A place on a plane of any size: what is drawn is fitted afterwards. */
export type Place = readonly [x: number, y: number];

/** A direction, all equally likely but for a few percent; without a cosine: engines differ. */
export function direction(random: Random): Place {
  // A point of the unit circle by its rational parametrisation, in one of four quarters.
  const t = random.nextFloat() * 0.41421356;
  const [x, y] = [(1 - t * t) / (1 + t * t), (2 * t) / (1 + t * t)];
  const [u, v] = random.nextBelow(2) === 0 ? [x, y] : [y, x];
  return [random.nextBelow(2) === 0 ? u : -u, random.nextBelow(2) === 0 ? v : -v];
}

/** A stroke through places, its curves rounded by the model's smoothing. */
export function stroke(places: readonly Place[]): Stroke {
  return places.map(([x, y], index) => ({ x, y, pressure: 0.5, time: index * 8 }));
}

/** Lines whose straight pieces are cut into four, with a hand's tremor; corners stay corners. */
export function polyline(random: Random, corners: readonly Place[], tremor: number): Stroke {
  const places: Place[] = [];
  corners.forEach((to, index) => {
    const from = corners[index - 1] ?? to;
    for (let step = 1; step <= 4; step++) {
      const t = step / 4;
      places.push([
        from[0] + (to[0] - from[0]) * t + uniform(random, [-tremor, tremor]),
        from[1] + (to[1] - from[1]) * t + uniform(random, [-tremor, tremor]),
      ]);
    }
  });
  return stroke(places);
}

/** Points of the unit circle, by steps of 22.5 degrees clockwise from the right. */
const CIRCLE: readonly Place[] = (() => {
  const [a, b, c] = [0.92388, 0.70711, 0.38268];
  const quarter: Place[] = [
    [1, 0],
    [a, c],
    [b, b],
    [c, a],
  ];
  return [0, 1, 2, 3].flatMap((turns) =>
    quarter.map(([x, y]): Place => {
      if (turns === 0) return [x, y];
      if (turns === 1) return [-y, x];
      return turns === 2 ? [-x, -y] : [y, -x];
    }),
  );
})();

/** A part of an ellipse: `steps` of 22.5 degrees, beginning anywhere. */
export function ellipse(
  random: Random,
  [x, y]: Place,
  [width, height]: Place,
  steps: number,
): Stroke {
  const start = random.nextBelow(CIRCLE.length);
  return stroke(
    Array.from({ length: steps + 1 }, (_, index): Place => {
      const [u, v] = CIRCLE[(start + index) % CIRCLE.length] ?? [0, 0];
      return [
        x + (u * width) / 2 + uniform(random, [-0.3, 0.3]),
        y + (v * height) / 2 + uniform(random, [-0.3, 0.3]),
      ];
    }),
  );
}
