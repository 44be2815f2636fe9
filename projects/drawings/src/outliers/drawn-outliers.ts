import { IMAGE_SIZE, type Random, type Stroke } from '#model';
import { uniform } from '../distributions.ts';
import { direction, ellipse, polyline, stroke, type Place } from './line-work.ts';

const MIDDLE = IMAGE_SIZE / 2;

/** Two to five strokes that wander about. */
export function scribble(random: Random): Stroke[] {
  return Array.from({ length: 2 + random.nextBelow(4) }, () => {
    let [x, y] = [uniform(random, [4, 24]), uniform(random, [4, 24])];
    let [dx, dy] = [uniform(random, [-2, 2]), uniform(random, [-2, 2])];
    const steps = 6 + random.nextBelow(22);
    return stroke(
      Array.from({ length: steps }, (): Place => {
        dx = dx * 0.7 + uniform(random, [-1.6, 1.6]);
        dy = dy * 0.7 + uniform(random, [-1.6, 1.6]);
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
      uniform(random, [3, 25]),
      uniform(random, [3, 25]),
    ]);
    return random.nextBelow(2) === 0 ? polyline(random, corners, 0.2) : stroke(corners);
  });
}

/** Two to four lines, bows, rings, triangles and boxes of any size, anywhere. */
export function composition(random: Random): Stroke[] {
  return Array.from({ length: 2 + random.nextBelow(3) }, () =>
    part(
      random,
      [uniform(random, [4, 20]), uniform(random, [4, 20])],
      [uniform(random, [3, 14]), uniform(random, [3, 14])],
    ),
  );
}

/** A body with two to five parts that are fixed to it: how things are drawn. */
export function contraption(random: Random): Stroke[] {
  const [width, height] = [uniform(random, [8, 16]), uniform(random, [8, 16])];
  const body = part(random, [MIDDLE - width / 2, MIDDLE - height / 2], [width, height]);
  const parts = Array.from({ length: 2 + random.nextBelow(4) }, () => {
    const [u, v] = direction(random);
    const [x, y] = [MIDDLE + (u * width) / 2, MIDDLE + (v * height) / 2];
    const [w, h] = [uniform(random, [2, 8]), uniform(random, [2, 8])];
    if (random.nextBelow(2) === 0) {
      return polyline(
        random,
        [
          [x, y],
          [x + u * w + uniform(random, [-2, 2]), y + v * h],
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
          [x + w, y + uniform(random, [-h, h])],
        ],
        0.3,
      );
    case 1:
      // A bow: the model's smoothing rounds its one corner.
      return stroke([
        [x, y],
        [x + w / 2, y + uniform(random, [-2 * h, 2 * h])],
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
