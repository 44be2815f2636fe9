import { Random, type LabelledImages } from '#model';
import { TrainingDigits, type RunDigits } from '../worker/run-digits.ts';

const PIXELS = 784;

/**
 * Digits that a network can learn, with a border that is always blank: each class is a fixed random pattern with a fifth
 * of its pixels inked, seen through noise.
 */
export function smallDigits(count: number, seed: number): LabelledImages {
  const patterns = Array.from({ length: 10 }, (_, digit) => {
    const random = Random.fromSeed(digit);
    return Uint8Array.from({ length: PIXELS }, () => (random.nextBelow(5) === 0 ? 255 : 0));
  });
  const random = Random.fromSeed(seed);
  const pixels = new Uint8Array(count * PIXELS);
  const labels = Uint8Array.from({ length: count }, (_, digit) => digit % 10);
  labels.forEach((label, digit) => {
    for (let row = 4; row < 24; row++) {
      for (let column = 4; column < 24; column++) {
        const pixel = row * 28 + column;
        const isNoisy = random.nextBelow(3) === 0;
        const ink = isNoisy ? random.nextBelow(16) * 17 : (patterns[label]?.[pixel] ?? 0);
        pixels[digit * PIXELS + pixel] = ink;
      }
    }
  });
  return { pixels, labels };
}

/** Digits of a run: 300 to learn from and 1,200 to be tested with. */
export function smallRunDigits(count = 300): RunDigits {
  return {
    training: new TrainingDigits(smallDigits(count, 1)),
    isWrong: new Uint8Array(count),
    test: smallDigits(1200, 2),
  };
}
