// `npm run bench -- half-floats`: how many gradients leave their tolerance when parts of a step are held in
// half floats (decision 15).
import { initialWeights } from '#engine';
import { drawnDigits } from '#drawings';
import { IMAGE_SIZE, perceptronSpec, type NetworkWeights } from '#model';
import { learnImage, type ImageSignals } from '../projects/engine/src/reference/learn-image.ts';
import { gradientOf } from '../projects/engine/src/reference/update-parameter.ts';
import { areGradientsOff } from '../projects/engine/testing/gradient-tolerance.ts';

const IMAGES = 128;
const PIXELS = IMAGE_SIZE * IMAGE_SIZE;
const spec = perceptronSpec([PIXELS, 128, 64, 10]);
const weights = initialWeights(spec, 3);
const { pixels, labels } = drawnDigits({ seed: 4, from: 0, to: IMAGES });

/** A number as a half float has it, its 11 significant bits, were its exponent without limits. */
function half(value: number): number {
  if (value === 0) return 0;
  const unit = 2 ** (Math.floor(Math.log2(Math.abs(value))) - 10);
  return Math.round(value / unit) * unit;
}

function learnDigits(withWeights: NetworkWeights): ImageSignals[] {
  return Array.from(labels, (label, image) => {
    const digit = pixels.subarray(image * PIXELS, (image + 1) * PIXELS);
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

const exact = learnDigits(weights);
const rounded: Readonly<Record<string, ImageSignals[]>> = {
  weights: learnDigits(weights.map((layer) => ({ ...layer, weights: layer.weights.map(half) }))),
  activations: exact.map((image) => ({
    ...image,
    inputs: image.inputs.map((values) => values.map(half)),
  })),
  deltas: exact.map((image) => ({
    ...image,
    deltas: image.deltas.map((values) => values.map(half)),
  })),
};
console.log('| held in half floats | gradients off, second layer | third layer |');
console.log('| --- | --- | --- |');
for (const [name, images] of Object.entries(rounded)) {
  // The first layer's inputs are bytes, which halves hold exactly.
  const shares = [1, 2].map((layer) => {
    const off = areGradientsOff(gradientsOf(images, layer), gradientsOf(exact, layer));
    return `${((100 * off.filter(Boolean).length) / off.length).toFixed(1)} %`;
  });
  console.log(`| ${name} | ${shares.join(' | ')} |`);
}
