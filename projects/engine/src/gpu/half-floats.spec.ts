import { perceptronSpec, type NetworkWeights } from '#model';
import { areGradientsOff } from '../../testing/gradient-tolerance.ts';
import { drawnDigits } from '../drawings/drawn-digits.ts';
import { initialWeights } from '../initial-weights.ts';
import { Random } from '../random.ts';
import { learnImage, type ImageSignals } from './learn-images.reference.ts';
import { gradientOf } from './update-weights.reference.ts';

const IMAGES = 128;
const spec = perceptronSpec([784, 128, 64, 10]);
const weights = initialWeights(spec, 3);

/** A number as a half float has it, its 11 significant bits, were its exponent without limits. */
function half(value: number): number {
  if (value === 0) return 0;
  const unit = 2 ** (Math.floor(Math.log2(Math.abs(value))) - 10);
  return Math.round(value / unit) * unit;
}

function halves(values: Float64Array): Float64Array {
  return values.map(half);
}

function learnDigits(withWeights: NetworkWeights): ImageSignals[] {
  const { pixels, labels } = drawnDigits(IMAGES, Random.fromSeed(4));
  return Array.from(labels, (label, image) => {
    const digit = pixels.subarray(image * 784, (image + 1) * 784);
    return learnImage(spec, withWeights, digit, label, { batchSize: IMAGES });
  });
}

/** Gradients of a layer's weights, `[in][out]`. */
function gradientsOf(images: readonly ImageSignals[], layer: number): number[] {
  const { inputs = 0, outputs = 0 } = spec.layers[layer] ?? {};
  const ofImages = (part: 'inputs' | 'deltas', index: number): number[] =>
    images.map((image) => image[part][layer]?.[index] ?? NaN);
  const deltas = Array.from({ length: outputs }, (_, out) => ofImages('deltas', out));
  return Array.from({ length: inputs }, (_, i) => ofImages('inputs', i)).flatMap((values) =>
    deltas.map((delta) => gradientOf(values, delta)),
  );
}

/** Rounds one thing; the shares of gradients of the layers behind the first that this takes too far. */
const CASES: readonly { name: string; shares: number[]; learnRounded: () => ImageSignals[] }[] = [
  {
    name: 'weights',
    shares: [0.691, 0.764],
    learnRounded: () =>
      learnDigits(weights.map((layer) => ({ ...layer, weights: layer.weights.map(half) }))),
  },
  {
    name: 'activations',
    shares: [0.365, 0.392],
    learnRounded: () =>
      learnDigits(weights).map((image) => ({ ...image, inputs: image.inputs.map(halves) })),
  },
  {
    name: 'deltas',
    shares: [0.353, 0.32],
    learnRounded: () =>
      learnDigits(weights).map((image) => ({ ...image, deltas: image.deltas.map(halves) })),
  },
];

// The day this fails, `shader-f16` is worth another look (decision 15).
describe('half floats', () => {
  for (const { name, shares, learnRounded } of CASES) {
    it(`take gradients out of their tolerance when they hold ${name}`, () => {
      const [rounded, exact] = [learnRounded(), learnDigits(weights)];
      // The first layer's inputs are bytes, which halves hold exactly.
      shares.forEach((share, index) => {
        const layer = index + 1;
        const off = areGradientsOff(gradientsOf(rounded, layer), gradientsOf(exact, layer));
        expect(off.filter(Boolean).length / off.length).toBeCloseTo(share, 2);
      });
    });
  }

  it('are to blame: with floats instead all gradients stay within', () => {
    const exact = learnDigits(weights);
    const floats = (values: Float64Array): Float64Array => values.map(Math.fround);
    const rounded = exact.map(({ inputs, deltas, loss }) => {
      return { inputs: inputs.map(floats), deltas: deltas.map(floats), loss };
    });
    for (const layer of [1, 2]) {
      const off = areGradientsOff(gradientsOf(rounded, layer), gradientsOf(exact, layer));
      expect(off).not.toContain(true);
    }
    expect([1, 0, -3.5, 2051, 2 ** -30].map(half)).toEqual([1, 0, -3.5, 2052, 2 ** -30]);
  });
});
