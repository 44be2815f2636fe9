import { IMAGE_SIZE, prepareImage, type LabelledImages, type Random } from '#model';
import { uniform } from '../distributions.ts';
import { direction } from './line-work.ts';

const PIXELS = IMAGE_SIZE * IMAGE_SIZE;
/** MNIST's digits are in a box of 20 pixels: its first one, and the first behind it. */
const [BOX_FROM, BOX_TO] = [4, 24];

/** Ink of a pixel, 0..1. */
type Shade = (x: number, y: number) => number;

function shaded(shade: Shade): Float32Array {
  const image = new Float32Array(PIXELS);
  for (let y = 0; y < IMAGE_SIZE; y++) {
    for (let x = 0; x < IMAGE_SIZE; x++) image[y * IMAGE_SIZE + x] = shade(x, y);
  }
  return image;
}

function isInBox(x: number, y: number): boolean {
  return Math.min(x, y) >= BOX_FROM && Math.max(x, y) < BOX_TO;
}

/** Stripes, checks, noise, blots and filled boxes inside MNIST's 20x20 box. */
export function texture(random: Random): Float32Array {
  const inBox: Shade = (x, y) => (isInBox(x, y) ? 1 : 0);
  const kind = random.nextBelow(5);
  const period = 3 + random.nextFloat() * 6;
  const threshold = 0.2 + random.nextFloat() * 0.6;
  const phase = (value: number): number => value / period - Math.floor(value / period);
  switch (kind) {
    case 0: {
      const [across, down] = direction(random);
      const scale = uniform(random, [0.5, 1.2]);
      const offset = random.nextFloat() * period;
      return shaded((x, y) =>
        phase((across * x + down * y) * scale + offset) < threshold ? inBox(x, y) : 0,
      );
    }
    case 1:
      return shaded((x, y) => (phase(x) < 0.5 === phase(y) < 0.5 ? inBox(x, y) : 0));
    case 2:
      return shaded((x, y) => (random.nextFloat() < threshold / 2 ? inBox(x, y) : 0));
    case 3:
      return blots(random);
    default: {
      const [left, top] = [BOX_FROM + random.nextBelow(8), BOX_FROM + random.nextBelow(8)];
      const [width, height] = [6 + random.nextBelow(12), 6 + random.nextBelow(12)];
      const ink = 0.5 + random.nextFloat() / 2;
      return shaded((x, y) =>
        isInBox(x, y) && x >= left && x < left + width && y >= top && y < top + height ? ink : 0,
      );
    }
  }
}

/** Noise smoothed over 5x5 pixels, and cut. */
function blots(random: Random): Float32Array {
  const noise = shaded(() => random.nextFloat());
  const cut = 0.42 + random.nextFloat() * 0.12;
  return shaded((x, y) => {
    if (!isInBox(x, y)) return 0;
    let sum = 0;
    for (let row = y - 2; row <= y + 2; row++) {
      for (let column = x - 2; column <= x + 2; column++) {
        sum += noise[row * IMAGE_SIZE + column] ?? 0;
      }
    }
    return sum / 25 > cut ? 1 : 0;
  });
}

/** A digit whose quarters changed places: its strokes, but no digit. */
export function jumble(random: Random, { pixels, labels }: LabelledImages): Float32Array {
  const image = random.nextBelow(labels.length) * PIXELS;
  const shift = 1 + random.nextBelow(3);
  const half = IMAGE_SIZE / 2;
  return shaded((x, y) => {
    const sourceX = (shift & 1) === 1 ? (x + half) % IMAGE_SIZE : x;
    const sourceY = (shift & 2) === 2 ? (y + half) % IMAGE_SIZE : y;
    return (pixels[image + sourceY * IMAGE_SIZE + sourceX] ?? 0) / 255;
  });
}

/** Two different digits, one over the other or side by side. */
export function overlay(random: Random, { pixels, labels }: LabelledImages): Float32Array {
  const first = random.nextBelow(labels.length);
  let second = random.nextBelow(labels.length);
  // Equal digits over each other can be that digit still; a set of one digit only has no others.
  for (let tries = 0; tries < 20 && labels[first] === labels[second]; tries++) {
    second = random.nextBelow(labels.length);
  }
  const isBeside = random.nextBelow(2) === 0;
  const at = (image: number, x: number, y: number): number =>
    x < 0 || x >= IMAGE_SIZE ? 0 : (pixels[image * PIXELS + y * IMAGE_SIZE + x] ?? 0) / 255;
  return shaded((x, y) => {
    if (!isBeside) return Math.max(at(first, x, y), at(second, x, y));
    // Side by side at half width: every other column of each.
    return Math.max(at(first, x * 2, y), at(second, (x - IMAGE_SIZE / 2) * 2, y));
  });
}

/** A filled shape, as of a stamp or a sign: ovals and boxes put together, others cut out of it. */
export function silhouette(random: Random): Float32Array {
  const pieces = Array.from({ length: 2 + random.nextBelow(5) }, (_, index) => ({
    isHole: index > 1 && random.nextBelow(2) === 0,
    isOval: random.nextBelow(2) === 0,
    axis: direction(random),
    x: uniform(random, [7, 21]),
    y: uniform(random, [7, 21]),
    width: uniform(random, [2, 9]),
    height: uniform(random, [2, 9]),
  }));
  // The piece that was put down last decides.
  const last = pieces.reverse();
  const isInked = (x: number, y: number): boolean => {
    for (const piece of last) {
      const dx = x - piece.x;
      const dy = y - piece.y;
      const along = (dx * piece.axis[0] + dy * piece.axis[1]) / piece.width;
      const across = (dy * piece.axis[0] - dx * piece.axis[1]) / piece.height;
      const isInside = piece.isOval
        ? along * along + across * across < 1
        : Math.max(Math.abs(along), Math.abs(across)) < 0.9;
      if (isInside) return !piece.isHole;
    }
    return false;
  };
  const quarter = (x: number, y: number): number => (isInked(x, y) ? 0.25 : 0);
  const image = shaded(
    (x, y) =>
      quarter(x + 0.25, y + 0.25) +
      quarter(x + 0.75, y + 0.25) +
      quarter(x + 0.25, y + 0.75) +
      quarter(x + 0.75, y + 0.75),
  );
  return prepareImage(image);
}
