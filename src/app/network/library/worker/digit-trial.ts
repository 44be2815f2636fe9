import type { InkDigits } from '#formats';
import {
  forward,
  IMAGE_SIZE,
  parseDigitSamples,
  type NetworkSpec,
  type NetworkWeights,
} from '#model';
import type { DigitTrial, TriedDigit } from '../shared/import-report.ts';

const CLASSES = 10;
const PIXELS = IMAGE_SIZE * IMAGE_SIZE;
/** Of the tried digits, so many are shown: ten of each. */
const SHOWN = 100;
/** Multiplications that a trial may take: a second or two. The largest networks get no more than what is shown. */
const WORK = 2e9;
const FULL_INK = 255;

/**
 * The bundled digits, 0 to 9 over and over.
 * @param file their name, for errors
 * @throws FormatError for a damaged file
 */
export function digitsIn(bytes: Uint8Array, file: string): InkDigits {
  const samples = parseDigitSamples(bytes, file);
  const count = samples.perDigit * CLASSES;
  const pixels = new Float32Array(count * PIXELS);
  const labels = Uint8Array.from({ length: count }, (_, index) => index % CLASSES);
  labels.forEach((digit, index) => {
    pixels.set(samples.image(digit, Math.floor(index / CLASSES)), index * PIXELS);
  });
  return { pixels, labels };
}

/**
 * Has a network, for which ink counts 0 to 1, read the bundled digits.
 * @param most at most so many digits
 */
export function tryOnDigits(
  spec: NetworkSpec,
  weights: NetworkWeights,
  { pixels, labels }: InkDigits,
  most = labels.length,
): DigitTrial {
  const work = spec.layers.reduce((sum, { inputs, outputs }) => sum + inputs * outputs, 0);
  const count = Math.min(labels.length, most, Math.max(SHOWN, Math.floor(WORK / work)));
  const digits: TriedDigit[] = [];
  let right = 0;
  for (let index = 0; index < count; index++) {
    const image = pixels.subarray(index * PIXELS, (index + 1) * PIXELS);
    const label = labels[index] ?? 0;
    const answer = likeliest(forward(spec, weights, image).logits);
    if (answer === label) right += 1;
    if (index >= SHOWN) continue;
    digits.push({
      image: Uint8Array.from(image, (ink) => Math.round(ink * FULL_INK)),
      label,
      answer,
    });
  }
  const shownRight = digits.filter(({ label, answer }) => label === answer).length;
  return {
    all: { right, of: count },
    shown: { right: shownRight, of: digits.length },
    digits: digits.sort((a, b) => a.label - b.label),
  };
}

/** The digit with the largest value. */
export function likeliest(values: Float32Array): number {
  return values.indexOf(Math.max(...values));
}
