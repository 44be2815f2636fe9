import { parseDigitSamples } from '#model';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InkDigits } from '../src/ink/ink-losses.ts';

const FILE = join(import.meta.dirname, '../../../public/samples/mnist-test.bin');
const PIXELS = 784;

/** The app's samples, 0 to 9 over and over. */
export function sampleDigits(count = 1000): InkDigits {
  const samples = parseDigitSamples(new Uint8Array(readFileSync(FILE)), FILE);
  const pixels = new Float32Array(count * PIXELS);
  const labels = Uint8Array.from({ length: count }, (_, index) => index % 10);
  labels.forEach((digit, index) => {
    pixels.set(samples.image(digit, Math.floor(index / 10)), index * PIXELS);
  });
  return { pixels, labels };
}
