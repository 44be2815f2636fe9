import { IMAGE_SIZE, prepareImage, type LabelledImages, type Random } from '#model';
import { within } from '../distributions.ts';
import { direction } from './line-work.ts';

const PIXELS = IMAGE_SIZE * IMAGE_SIZE;

type Shade = (x: number, y: number) => number;

function shaded(shade: Shade): Uint8Array {
  return Uint8Array.from({ length: PIXELS }, (_, index) => {
    const x = index % IMAGE_SIZE;
    const y = Math.floor(index / IMAGE_SIZE);
    return Math.min(255, Math.max(0, Math.round(shade(x, y) * 255)));
  });
}

/** Stripes, checks, noise, blots and filled boxes inside MNIST's 20x20 box. */
export function texture(random: Random): Uint8Array {
  const inBox: Shade = (x, y) => (x >= 4 && x < 24 && y >= 4 && y < 24 ? 1 : 0);
  const [a, b] = [random.nextFloat() * 2 - 1, random.nextFloat() * 2 - 1];
  const period = 3 + random.nextFloat() * 6;
  const threshold = 0.2 + random.nextFloat() * 0.6;
  const noise = Float32Array.from({ length: PIXELS }, () => random.nextFloat());
  const noiseAt: Shade = (x, y) => noise[y * IMAGE_SIZE + x] ?? 0;
  const phase = (value: number): number => value / period - Math.floor(value / period);
  switch (random.nextBelow(5)) {
    case 0:
      return shaded((x, y) => (phase(a * x + b * y + 100) < threshold ? inBox(x, y) : 0));
    case 1:
      return shaded((x, y) => (phase(x) < 0.5 === phase(y) < 0.5 ? inBox(x, y) : 0));
    case 2:
      return shaded((x, y) => (noiseAt(x, y) < threshold / 2 ? inBox(x, y) : 0));
    case 3: {
      // Noise smoothed over 5x5 pixels and cut: blots.
      const smooth: Shade = (x, y) => {
        let sum = 0;
        for (let dy = -2; dy <= 2; dy++) {
          for (let dx = -2; dx <= 2; dx++) sum += noiseAt((x + dx + 28) % 28, (y + dy + 28) % 28);
        }
        return sum / 25;
      };
      const cut = 0.42 + random.nextFloat() * 0.12;
      return shaded((x, y) => (smooth(x, y) > cut ? inBox(x, y) : 0));
    }
    default: {
      const [left, top] = [4 + random.nextBelow(8), 4 + random.nextBelow(8)];
      const [width, height] = [6 + random.nextBelow(12), 6 + random.nextBelow(12)];
      const ink = 0.5 + random.nextFloat() / 2;
      return shaded((x, y) =>
        x >= left && x < left + width && y >= top && y < top + height ? ink : 0,
      );
    }
  }
}

/** A digit whose quarters changed places: its strokes, but no digit. */
export function jumble(random: Random, { pixels, labels }: LabelledImages): Uint8Array {
  const image = random.nextBelow(labels.length) * PIXELS;
  const shift = 1 + random.nextBelow(3);
  const half = IMAGE_SIZE / 2;
  return Uint8Array.from({ length: PIXELS }, (_, index) => {
    const x = index % IMAGE_SIZE;
    const y = Math.floor(index / IMAGE_SIZE);
    const sourceX = (shift & 1) === 1 ? (x + half) % IMAGE_SIZE : x;
    const sourceY = (shift & 2) === 2 ? (y + half) % IMAGE_SIZE : y;
    return pixels[image + sourceY * IMAGE_SIZE + sourceX] ?? 0;
  });
}

/** Two different digits, one over the other or side by side. */
export function overlay(random: Random, { pixels, labels }: LabelledImages): Uint8Array {
  const first = random.nextBelow(labels.length);
  let second = random.nextBelow(labels.length);
  // Equal digits over each other can be that digit still; a set of one digit only has no others.
  for (let tries = 0; tries < 20 && labels[first] === labels[second]; tries++) {
    second = random.nextBelow(labels.length);
  }
  const isBeside = random.nextBelow(2) === 0;
  const at = (image: number, x: number, y: number): number =>
    x < 0 || x >= IMAGE_SIZE ? 0 : (pixels[image * PIXELS + y * IMAGE_SIZE + x] ?? 0);
  return Uint8Array.from({ length: PIXELS }, (_, index) => {
    const x = index % IMAGE_SIZE;
    const y = Math.floor(index / IMAGE_SIZE);
    if (!isBeside) return Math.max(at(first, x, y), at(second, x, y));
    // Side by side at half width: every other column of each.
    return Math.max(at(first, x * 2, y), at(second, (x - IMAGE_SIZE / 2) * 2, y));
  });
}

/** A filled shape, as of a stamp or a sign: ovals and boxes put together, others cut out of it. */
export function silhouette(random: Random): Uint8Array {
  const pieces = Array.from({ length: 2 + random.nextBelow(5) }, (_, index) => ({
    isHole: index > 1 && random.nextBelow(2) === 0,
    isOval: random.nextBelow(2) === 0,
    axis: direction(random),
    x: within(random, [7, 21]),
    y: within(random, [7, 21]),
    width: within(random, [2, 9]),
    height: within(random, [2, 9]),
  }));
  const isInked = (x: number, y: number): boolean =>
    pieces.reduce((inked, piece) => {
      const [dx, dy] = [x - piece.x, y - piece.y];
      const along = (dx * piece.axis[0] + dy * piece.axis[1]) / piece.width;
      const across = (dy * piece.axis[0] - dx * piece.axis[1]) / piece.height;
      const isInside = piece.isOval
        ? along * along + across * across < 1
        : Math.max(Math.abs(along), Math.abs(across)) < 0.9;
      return isInside ? !piece.isHole : inked;
    }, false);
  const image = Float32Array.from({ length: PIXELS }, (_, index) => {
    const x = index % IMAGE_SIZE;
    const y = Math.floor(index / IMAGE_SIZE);
    const parts = [0.25, 0.75].flatMap((v) => [0.25, 0.75].map((u) => isInked(x + u, y + v)));
    return parts.filter((inked) => inked).length / parts.length;
  });
  return Uint8Array.from(prepareImage(image), (ink) => Math.round(ink * 255));
}
