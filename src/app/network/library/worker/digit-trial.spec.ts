import { packDigitSamples, perceptronSpec, type NetworkWeights } from '#model';
import { digitsIn, likeliest, tryOnDigits } from './digit-trial.ts';

const PIXELS = 784;
const PER_DIGIT = 20;

/** Digit `d` has ink at pixel `d` alone; the second one of each digit looks like a 0. */
function samples(): Uint8Array {
  const images = new Uint8Array(10 * PER_DIGIT * PIXELS);
  for (let index = 0; index < 10 * PER_DIGIT; index++) {
    const digit = Math.floor(index / PER_DIGIT);
    images[index * PIXELS + (index % PER_DIGIT === 1 ? 0 : digit)] = 255;
  }
  return packDigitSamples(images);
}

const spec = perceptronSpec([PIXELS, 10], { mean: 0, std: 1 });
const weights = new Float32Array(10 * PIXELS);
for (let digit = 0; digit < 10; digit++) weights[digit * PIXELS + digit] = 1;
const reader: NetworkWeights = [{ weights, biases: new Float32Array(10) }];

describe('tryOnDigits', () => {
  const digits = digitsIn(samples(), 'samples');

  it('takes the digits in turn, so that any part has all of them', () => {
    expect([...digits.labels.subarray(0, 12)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]);
    expect(digits.pixels[3 * PIXELS + 3]).toBe(1);
  });

  it('counts all, and shows ten of each with what they were read as', () => {
    const trial = tryOnDigits(spec, reader, digits);
    expect([trial.all, trial.shown]).toEqual([
      { right: 191, of: 200 },
      { right: 91, of: 100 },
    ]);
    expect(trial.digits.map(({ label }) => label)).toEqual(
      Array.from({ length: 100 }, (_, index) => Math.floor(index / 10)),
    );
    const wrong = trial.digits.filter(({ label, answer }) => label !== answer);
    expect(wrong.map(({ label, answer }) => [label, answer])).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8, 9].map((label) => [label, 0]),
    );
    expect([trial.digits[10]?.image[1], trial.digits[10]?.image[0]]).toEqual([255, 0]);
  });

  it('takes fewer where that was asked, or would take long', () => {
    expect(tryOnDigits(spec, reader, digits, 50).all.of).toBe(50);
    const large = perceptronSpec([PIXELS, 2048, 2048, 2048, 2048, 2048, 2048, 10]);
    const zeros = large.layers.map(({ inputs, outputs }) => ({
      weights: new Float32Array(inputs * outputs),
      biases: new Float32Array(outputs),
    }));
    expect(
      tryOnDigits(large, zeros, { ...digits, labels: digits.labels.subarray(0, 101) }).all.of,
    ).toBe(100);
  });
});

describe('likeliest', () => {
  it('is the first of the largest', () => {
    expect(likeliest(Float32Array.of(0, 3, 3, -1))).toBe(1);
  });
});
