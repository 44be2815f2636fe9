import { prepareInput, type Stroke, type Random } from '#model';
import { symbolGlyph } from './symbol-glyphs.ts';

type Place = readonly [x: number, y: number];
const line = (...places: readonly Place[]): Place[] => [...places];

/** Things, by their strokes on a plane of about 20: never shown in training. */
const THINGS: readonly (readonly (readonly Place[])[])[] = [
  // house, tree, fish, car, cup, flower, person, cat's face, boat, key, umbrella, chair, lamp, ladder
  [
    line([2, 10], [2, 20], [18, 20], [18, 10], [2, 10]),
    line([0, 10], [10, 0], [20, 10]),
    line([8, 20], [8, 14], [12, 14], [12, 20]),
  ],
  [line([10, 20], [10, 12]), line([4, 12], [10, 0], [16, 12], [4, 12])],
  [
    line(
      [0, 10],
      [5, 5],
      [11, 5],
      [15, 10],
      [20, 5],
      [20, 15],
      [15, 10],
      [11, 15],
      [5, 15],
      [0, 10],
    ),
  ],
  [
    line([0, 14], [0, 9], [5, 9], [8, 4], [14, 4], [16, 9], [20, 9], [20, 14], [0, 14]),
    line([4, 14], [3, 16], [5, 18], [7, 16], [6, 14]),
    line([14, 14], [13, 16], [15, 18], [17, 16], [16, 14]),
  ],
  [line([3, 3], [4, 18], [14, 18], [15, 3], [3, 3]), line([15, 6], [20, 7], [19, 12], [14, 13])],
  [
    line([10, 20], [10, 9]),
    line([10, 9], [6, 7], [6, 3], [10, 5], [14, 3], [14, 7], [10, 9]),
    line([10, 15], [15, 12]),
  ],
  [
    line([10, 5], [8, 3], [10, 1], [12, 3], [10, 5], [10, 13]),
    line([4, 8], [16, 8]),
    line([4, 20], [10, 13], [16, 20]),
  ],
  [
    line([3, 8], [3, 1], [8, 5], [12, 5], [17, 1], [17, 8], [17, 14], [10, 19], [3, 14], [3, 8]),
    line([7, 10], [8, 10]),
    line([12, 10], [13, 10]),
    line([8, 14], [10, 15], [12, 14]),
  ],
  [
    line([1, 14], [4, 19], [16, 19], [19, 14], [1, 14]),
    line([10, 14], [10, 1], [17, 11], [10, 11]),
  ],
  [line([6, 10], [3, 7], [0, 10], [3, 13], [6, 10], [20, 10], [20, 14]), line([16, 10], [16, 13])],
  [
    line([1, 10], [4, 4], [10, 2], [16, 4], [19, 10], [1, 10]),
    line([10, 10], [10, 18], [13, 20], [15, 18]),
  ],
  [line([5, 0], [5, 20]), line([5, 11], [15, 11], [15, 20])],
  [
    line([5, 9], [7, 1], [13, 1], [15, 9], [5, 9]),
    line([10, 9], [10, 18]),
    line([5, 19], [15, 19]),
  ],
  [
    line([5, 0], [5, 20]),
    line([13, 0], [13, 20]),
    line([5, 4], [13, 4]),
    line([5, 9], [13, 9]),
    line([5, 14], [13, 14]),
  ],
];

const between = (random: Random, low: number, high: number): number =>
  low + random.nextFloat() * (high - low);

function strokeOf(places: readonly Place[]): Stroke {
  return places.map(([x, y], index) => ({ x, y, pressure: 0.5, time: index * 8 }));
}

/** A doodle of a thing. */
function thing(random: Random): Stroke[] {
  const lines = THINGS[random.nextBelow(THINGS.length)] ?? [];
  const [slant, wide] = [between(random, -0.25, 0.25), between(random, 0.7, 1.3)];
  return lines.map((corners) => {
    const places: Place[] = [];
    corners.forEach((to, index) => {
      const from = corners[index - 1] ?? to;
      for (let step = 1; step <= 4; step++) {
        const [x, y] = [
          from[0] + ((to[0] - from[0]) * step) / 4,
          from[1] + ((to[1] - from[1]) * step) / 4,
        ];
        places.push([
          (x + slant * y) * wide + between(random, -0.6, 0.6),
          y + between(random, -0.6, 0.6),
        ]);
      }
    });
    return strokeOf(places);
  });
}

/** One stroke that bends at random, with about as much ink as a digit. */
function singleStroke(random: Random): Stroke[] {
  const places: Place[] = [];
  let [x, y] = [between(random, 4, 24), between(random, 4, 24)];
  let length = 0;
  const wanted = between(random, 40, 75);
  while (length < wanted) {
    const [u, v] = [between(random, 3, 25), between(random, 3, 25)];
    length += Math.hypot(u - x, v - y);
    for (let step = 1; step <= 3; step++) {
      places.push([x + ((u - x) * step) / 3, y + ((v - y) * step) / 3]);
    }
    [x, y] = [u, v];
  }
  return [strokeOf(places)];
}

/** A spiral of two to three turns. */
function spiral(random: Random): Stroke[] {
  const turns = between(random, 2, 3.2);
  const phase = between(random, 0, 2 * Math.PI);
  const way = random.nextBelow(2) === 0 ? 1 : -1;
  return [
    strokeOf(
      Array.from({ length: 60 }, (_, i): Place => {
        const t = i / 59;
        const angle = phase + way * t * turns * 2 * Math.PI;
        return [14 + 11 * t * Math.cos(angle), 14 + 11 * t * Math.sin(angle)];
      }),
    ),
  ];
}

/** Hatching: a zigzag that fills a box. */
function zigzag(random: Random): Stroke[] {
  const count = 5 + random.nextBelow(5);
  const isLevel = random.nextBelow(2) === 0;
  const places = Array.from({ length: count }, (_, i): Place => {
    const along = 4 + (20 * i) / (count - 1);
    const across = (i % 2 === 0 ? 5 : 23) + between(random, -2, 2);
    return isLevel ? [along, across] : [across, along];
  });
  return [strokeOf(places)];
}

/** Kinds of drawings that no recipe may learn from: what doubt is measured on. */
export const HELD_BACK: Readonly<Record<string, (random: Random) => Float32Array>> = {
  things: (random) => prepareInput(thing(random)),
  'single strokes': (random) => prepareInput(singleStroke(random)),
  spirals: (random) => prepareInput(spiral(random)),
  zigzags: (random) => prepareInput(zigzag(random)),
  'symbol glyphs': symbolGlyph,
};
