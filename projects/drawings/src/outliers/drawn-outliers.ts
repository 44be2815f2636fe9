import type { Stroke, Random } from '#model';
import { within } from '../distributions.ts';
import { direction, ellipse, polyline, stroke, type Place } from './line-work.ts';

/** Two to five strokes that wander about. */
export function scribble(random: Random): Stroke[] {
  return Array.from({ length: 2 + random.nextBelow(4) }, () => {
    let [x, y] = [within(random, [4, 24]), within(random, [4, 24])];
    let [dx, dy] = [within(random, [-2, 2]), within(random, [-2, 2])];
    const steps = 6 + random.nextBelow(22);
    return stroke(
      Array.from({ length: steps }, (): Place => {
        dx = dx * 0.7 + within(random, [-1.6, 1.6]);
        dy = dy * 0.7 + within(random, [-1.6, 1.6]);
        x = Math.min(26, Math.max(2, x + dx));
        y = Math.min(26, Math.max(2, y + dy));
        return [x, y];
      }),
    );
  });
}

/** Two or three long strokes, each through random places. */
export function curves(random: Random): Stroke[] {
  return Array.from({ length: 2 + random.nextBelow(2) }, () => {
    const corners = Array.from({ length: 3 + random.nextBelow(4) }, (): Place => [
      within(random, [3, 25]),
      within(random, [3, 25]),
    ]);
    return random.nextBelow(2) === 0 ? polyline(random, corners, 0.2) : stroke(corners);
  });
}

/** Two to four lines, bows, rings, triangles and boxes of any size, anywhere. */
export function composition(random: Random): Stroke[] {
  return Array.from({ length: 2 + random.nextBelow(3) }, () =>
    part(
      random,
      [within(random, [4, 20]), within(random, [4, 20])],
      [within(random, [3, 14]), within(random, [3, 14])],
    ),
  );
}

/** A body with two to five parts that are fixed to it: how things are drawn. */
export function contraption(random: Random): Stroke[] {
  const [width, height] = [within(random, [8, 16]), within(random, [8, 16])];
  const body = part(random, [14 - width / 2, 14 - height / 2], [width, height]);
  const parts = Array.from({ length: 2 + random.nextBelow(4) }, () => {
    const [u, v] = direction(random);
    const [x, y] = [14 + (u * width) / 2, 14 + (v * height) / 2];
    const [w, h] = [within(random, [2, 8]), within(random, [2, 8])];
    if (random.nextBelow(2) === 0) {
      return polyline(
        random,
        [
          [x, y],
          [x + u * w + within(random, [-2, 2]), y + v * h],
        ],
        0.2,
      );
    }
    return part(random, [x - w / 2, y - h / 2], [w, h]);
  });
  return [body, ...parts];
}

function part(random: Random, [x, y]: Place, [w, h]: Place): Stroke {
  switch (random.nextBelow(5)) {
    case 0:
      return polyline(
        random,
        [
          [x, y],
          [x + w, y + within(random, [-h, h])],
        ],
        0.3,
      );
    case 1:
      // A bow: the model's smoothing rounds its one corner.
      return stroke([
        [x, y],
        [x + w / 2, y + within(random, [-2 * h, 2 * h])],
        [x + w, y],
      ]);
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
    case 3:
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
    default:
      return ellipse(random, [x + w / 2, y + h / 2], [w, h], random.nextBelow(2) === 0 ? 16 : 9);
  }
}
