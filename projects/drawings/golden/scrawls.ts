import type { Random } from '#model';
import { nearlyNormal, oneOf, uniform } from '../src/distributions.ts';
import type { Place, Skeleton, SkeletonStroke } from '../src/hands/skeleton.ts';

/** What hands leave on paper that mean nothing; each time another one. */
export const SCRAWLS: Readonly<Record<string, (random: Random) => Skeleton>> = {
  scribble,
  tangle,
  spiral,
  hatching,
  'single stroke': singleStroke,
  zigzag,
  wave,
  dots,
  strokes,
};

const smooth = (places: readonly Place[]): SkeletonStroke =>
  places.map(({ x, y }) => ({ x, y, dx: 0, dy: 0, isCorner: false }));
const straight = (places: readonly Place[]): SkeletonStroke =>
  places.map(({ x, y }) => ({ x, y, dx: 0, dy: 0, isCorner: true }));
const anywhere = (random: Random): Place => ({
  x: uniform(random, [0, 100]),
  y: uniform(random, [0, 100]),
});

/** To and fro across the whole, with one stroke. */
function scribble(random: Random): Skeleton {
  const turns = 9 + random.nextBelow(6);
  const isUpright = random.nextBelow(2) === 0;
  const places = Array.from({ length: turns }, (_, turn) => {
    const across = (100 * turn) / (turns - 1) + nearlyNormal(random) * 6;
    const along = (turn % 2) * 100 + nearlyNormal(random) * 14;
    return isUpright ? { x: along, y: across } : { x: across, y: along };
  });
  return [smooth(places)];
}

/** A line that winds through many places. */
function tangle(random: Random): Skeleton {
  return [smooth(Array.from({ length: 12 + random.nextBelow(6) }, () => anywhere(random)))];
}

/** Three to five turns outwards. */
function spiral(random: Random): Skeleton {
  const [turns, way] = [3 + random.nextBelow(2), oneOf(random, [-1, 1])];
  // Eight places a turn; a half is about the root of 1/2 of the way to each side.
  const circle = [0, 0.7, 1, 0.7, 0, -0.7, -1, -0.7];
  const places = Array.from({ length: turns * 8 + 1 }, (_, index) => {
    const radius = 4 + (46 * index) / (turns * 8);
    const [sine, cosine] = [circle[index % 8] ?? 0, circle[(index + 2) % 8] ?? 0];
    return { x: 50 + way * radius * cosine, y: 50 + radius * sine };
  });
  return [smooth(places)];
}

/** Many lines side by side, sometimes crossed by others. */
function hatching(random: Random): Skeleton {
  const lines = 5 + random.nextBelow(3);
  const lean = uniform(random, [-40, 40]);
  const down = Array.from({ length: lines }, (_, line) => {
    const x = (100 * line) / (lines - 1);
    return straight([
      { x: x + nearlyNormal(random) * 4, y: nearlyNormal(random) * 6 },
      { x: x + lean, y: 100 + nearlyNormal(random) * 6 },
    ]);
  });
  if (random.nextBelow(2) === 0) return down;
  const across = Array.from({ length: lines - 2 }, (_, line) => {
    const y = (100 * (line + 0.5)) / (lines - 2);
    return straight([
      { x: 0, y: y + nearlyNormal(random) * 4 },
      { x: 100 + lean, y },
    ]);
  });
  return [...down, ...across];
}

/** One line with about as much ink as a digit, turning where no digit does. */
function singleStroke(random: Random): Skeleton {
  const form = oneOf(random, [
    // A ribbon, a snake, a bench, a bowl, a stair.
    '0,96 60,60 70,30 50,10 30,30 40,60 100,96',
    '0,44 26,84 58,24 88,76 126,20',
    '0,90 6,30 40,20 60,30 90,24 100,90',
    '0,10 16,60 50,80 84,60 100,8 80,0',
    '0,90 26,90 30,60 58,56 62,26 92,22 96,0',
  ]);
  const places = form.split(' ').map((text) => {
    const [x = 0, y = 0] = text.split(',').map(Number);
    return { x: x + nearlyNormal(random) * 5, y: y + nearlyNormal(random) * 5 };
  });
  const isMirrored = random.nextBelow(2) === 0;
  return [smooth(isMirrored ? places.map(({ x, y }) => ({ x: 100 - x, y })) : places)];
}

/** Sharp turns from side to side. */
function zigzag(random: Random): Skeleton {
  const turns = 6 + random.nextBelow(4);
  const places = Array.from({ length: turns }, (_, turn) => ({
    x: turn * 22 + nearlyNormal(random) * 3,
    y: (turn % 2) * 60 + nearlyNormal(random) * 6,
  }));
  return [straight(places)];
}

/** Three waves of water. */
function wave(random: Random): Skeleton {
  return Array.from({ length: 3 }, (_, line) =>
    smooth(
      Array.from({ length: 7 }, (_, turn) => ({
        x: turn * 18,
        y: line * 34 + (turn % 2) * 14 + nearlyNormal(random) * 2,
      })),
    ),
  );
}

/** Six to nine short dabs. */
function dots(random: Random): Skeleton {
  return Array.from({ length: 6 + random.nextBelow(4) }, () => {
    const { x, y } = anywhere(random);
    return straight([
      { x, y },
      { x: x + 3, y: y + 4 },
    ]);
  });
}

/** Four or five lines in any direction. */
function strokes(random: Random): Skeleton {
  return Array.from({ length: 4 + random.nextBelow(2) }, () =>
    straight([anywhere(random), anywhere(random)]),
  );
}
