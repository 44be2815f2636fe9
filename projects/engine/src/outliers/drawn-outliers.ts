import type { Stroke } from '#model';
import type { Random } from '../random.ts';

/** A place on a plane of any size: what is drawn is fitted afterwards. */
type Place = readonly [x: number, y: number];

const between = (random: Random, low: number, high: number): number =>
  low + random.nextFloat() * (high - low);

function stroke(places: readonly Place[]): Stroke {
  return places.map(([x, y], index) => ({ x, y, pressure: 0.5, time: index * 8 }));
}

/** Lines that straight pieces are cut into, with a hand's tremor; corners stay corners. */
function polyline(random: Random, corners: readonly Place[], tremor: number): Stroke {
  const places: Place[] = [];
  corners.forEach((to, index) => {
    const from = corners[index - 1] ?? to;
    for (let step = 1; step <= 4; step++) {
      const t = step / 4;
      places.push([
        from[0] + (to[0] - from[0]) * t + between(random, -tremor, tremor),
        from[1] + (to[1] - from[1]) * t + between(random, -tremor, tremor),
      ]);
    }
  });
  return stroke(places);
}

/** Two to five strokes that wander about. */
export function scribble(random: Random): Stroke[] {
  return Array.from({ length: 2 + random.nextBelow(4) }, () => {
    let [x, y] = [between(random, 4, 24), between(random, 4, 24)];
    let [dx, dy] = [between(random, -2, 2), between(random, -2, 2)];
    const steps = 6 + random.nextBelow(22);
    return stroke(
      Array.from({ length: steps }, (): Place => {
        dx = dx * 0.7 + between(random, -1.6, 1.6);
        dy = dy * 0.7 + between(random, -1.6, 1.6);
        x = Math.min(26, Math.max(2, x + dx));
        y = Math.min(26, Math.max(2, y + dy));
        return [x, y];
      }),
    );
  });
}

/** Two or three long strokes, each through random places, rounded where it turns. */
export function curves(random: Random): Stroke[] {
  return Array.from({ length: 2 + random.nextBelow(2) }, () => {
    const corners = Array.from({ length: 3 + random.nextBelow(4) }, (): Place => [
      between(random, 3, 25),
      between(random, 3, 25),
    ]);
    return polyline(random, corners, 0.2);
  });
}

/** Two to four lines, bows, triangles and boxes of any size, anywhere. */
export function composition(random: Random): Stroke[] {
  return Array.from({ length: 2 + random.nextBelow(3) }, () => {
    const [x, y] = [between(random, 4, 20), between(random, 4, 20)];
    const [w, h] = [between(random, 3, 14), between(random, 3, 14)];
    switch (random.nextBelow(4)) {
      case 0:
        return polyline(
          random,
          [
            [x, y],
            [x + w, y + between(random, -h, h)],
          ],
          0.3,
        );
      case 1: {
        // A bow: the pad's smoothing rounds its one corner.
        const bend: Place = [x + w / 2, y + between(random, -2 * h, 2 * h)];
        return stroke([[x, y], bend, [x + w, y]]);
      }
      case 2:
        return polyline(
          random,
          [
            [x, y],
            [x + w, y + h],
            [x + w / 2, y - h / 2],
            [x, y],
          ],
          0.3,
        );
      default:
        return polyline(
          random,
          [
            [x, y],
            [x + w, y],
            [x + w, y + h],
            [x, y + h],
            [x, y],
          ],
          0.3,
        );
    }
  });
}

/** Corners of a regular figure around (14, 14), by steps of 30 degrees: no cosine is needed. */
const CLOCK: readonly Place[] = [
  [14, 4],
  [19, 5.34],
  [22.66, 9],
  [24, 14],
  [22.66, 19],
  [19, 22.66],
  [14, 24],
  [9, 22.66],
  [5.34, 19],
  [4, 14],
  [5.34, 9],
  [9, 5.34],
];
const hours = (...numbers: readonly number[]): Place[] =>
  numbers.map((hour) => CLOCK[hour % 12] ?? [14, 14]);

/** Figures by their strokes; none that a digit looks like (no circle, no upright line). */
const FIGURES: readonly (readonly (readonly Place[])[])[] = [
  [hours(0, 4, 8, 0)], // triangles
  [hours(6, 2, 10, 6)],
  [hours(1, 4, 7, 10, 1)], // square, diamond
  [hours(0, 3, 6, 9, 0)],
  [hours(0, 5, 9, 2, 7, 0)], // stars
  [hours(0, 4, 8, 0), hours(2, 6, 10, 2)],
  [hours(0, 6), hours(3, 9)], // plus, cross, asterisk
  [hours(1, 7), hours(5, 11)],
  [hours(0, 6), hours(2, 8), hours(4, 10)],
  [hours(9, 3), hours(1, 3, 5)], // arrows
  [hours(6, 0), hours(10, 0, 2)],
  [hours(0, 2, 4, 6, 8, 10, 0), hours(0, 6)], // hexagon with a line
  [hours(9, 3)], // one, two and three level lines
  [hours(10, 2), hours(8, 4)],
  [hours(11, 1), hours(9, 3), hours(7, 5)],
  [hours(11, 7), hours(1, 5)], // two upright lines, a grid
  [hours(11, 7), hours(1, 5), hours(10, 2), hours(8, 4)],
  [hours(10, 8, 4, 2, 10), hours(10, 0, 2)], // a box with a roof's line
  [hours(8, 10, 9, 0, 3, 2, 4)], // waves
  [[...hours(9), [11.5, 8], [14, 14], [16.5, 20], ...hours(3)]],
  [hours(10), hours(2), [...hours(8), [14, 23], ...hours(4)]], // two eyes and a mouth
];

/** A geometric figure, slanted, squeezed and drawn by a trembling hand. */
export function shape(random: Random): Stroke[] {
  return warped(random, pick(random, FIGURES), 0.35);
}

/** Letters by their strokes on a plane 10 wide and 14 high, without those that digits look like. */
const LETTERS: Readonly<Record<string, readonly (readonly Place[])[]>> = {
  A: [
    [
      [0, 14],
      [5, 0],
      [10, 14],
    ],
    [
      [2, 9],
      [8, 9],
    ],
  ],
  E: [
    [
      [10, 0],
      [0, 0],
      [0, 14],
      [10, 14],
    ],
    [
      [0, 7],
      [8, 7],
    ],
  ],
  F: [
    [
      [10, 0],
      [0, 0],
      [0, 14],
    ],
    [
      [0, 7],
      [8, 7],
    ],
  ],
  H: [
    [
      [0, 0],
      [0, 14],
    ],
    [
      [10, 0],
      [10, 14],
    ],
    [
      [0, 7],
      [10, 7],
    ],
  ],
  K: [
    [
      [0, 0],
      [0, 14],
    ],
    [
      [9, 0],
      [0, 7],
      [10, 14],
    ],
  ],
  M: [
    [
      [0, 14],
      [0, 0],
      [5, 9],
      [10, 0],
      [10, 14],
    ],
  ],
  N: [
    [
      [0, 14],
      [0, 0],
      [10, 14],
      [10, 0],
    ],
  ],
  P: [
    [
      [0, 14],
      [0, 0],
      [8, 0],
      [10, 2],
      [10, 5],
      [8, 7],
      [0, 7],
    ],
  ],
  R: [
    [
      [0, 14],
      [0, 0],
      [8, 0],
      [10, 3],
      [8, 7],
      [0, 7],
    ],
    [
      [4, 7],
      [10, 14],
    ],
  ],
  T: [
    [
      [0, 0],
      [10, 0],
    ],
    [
      [5, 0],
      [5, 14],
    ],
  ],
  V: [
    [
      [0, 0],
      [5, 14],
      [10, 0],
    ],
  ],
  W: [
    [
      [0, 0],
      [2, 14],
      [5, 5],
      [8, 14],
      [10, 0],
    ],
  ],
  X: [
    [
      [0, 0],
      [10, 14],
    ],
    [
      [10, 0],
      [0, 14],
    ],
  ],
  m: [
    [
      [0, 14],
      [0, 5],
    ],
    [
      [0, 7],
      [2, 5],
      [4, 6],
      [5, 14],
    ],
    [
      [5, 7],
      [7, 5],
      [9, 6],
      [10, 14],
    ],
  ],
  w: [
    [
      [0, 5],
      [2, 14],
      [5, 8],
      [8, 14],
      [10, 5],
    ],
  ],
  k: [
    [
      [0, 0],
      [0, 14],
    ],
    [
      [7, 5],
      [0, 10],
      [8, 14],
    ],
  ],
  e: [
    [
      [0, 9],
      [10, 9],
      [9, 5],
      [5, 4],
      [1, 6],
      [0, 10],
      [2, 14],
      [9, 13],
    ],
  ],
  R2: [
    [
      [0, 14],
      [0, 6],
      [2, 4],
      [5, 4],
    ],
    [
      [8, 4],
      [8, 14],
    ],
  ],
};

/** A capital or small letter, sometimes two. */
export function letter(random: Random): Stroke[] {
  const all = Object.values(LETTERS);
  const first = warped(random, pick(random, all), 0.4);
  if (random.nextBelow(5) > 0) return first;
  const second = warped(random, pick(random, all), 0.4);
  return [...first, ...second.map((line) => line.map((p) => ({ ...p, x: p.x + 12 })))];
}

function warped(random: Random, lines: readonly (readonly Place[])[], tremor: number): Stroke[] {
  const slant = between(random, -0.3, 0.3);
  const turn = between(random, -0.25, 0.25);
  const wide = between(random, 0.65, 1.35);
  return lines.map((line) => {
    const corners = line.map(([x, y]): Place => {
      const u = (x + slant * y) * wide;
      return [u - turn * y + between(random, -1, 1), y + turn * u + between(random, -1, 1)];
    });
    return polyline(random, corners, tremor);
  });
}

function pick<T>(random: Random, items: readonly T[]): T {
  const item = items[random.nextBelow(items.length)];
  if (item === undefined) throw new RangeError('pick: expected items, found none');
  return item;
}
