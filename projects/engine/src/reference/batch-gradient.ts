import type { NetworkSpec } from '#model';
import { at } from '../at.ts';
import type { LearningSetup } from '../learning-backend.ts';
import { learnImage, type ImageSignals, type LayerParameters } from './learn-image.ts';

/** A layer's gradient: of weights `[out][in]`, and of biases `[out]`. */
export interface LayerGradient {
  readonly weights: Float64Array;
  readonly biases: Float64Array;
}

/** Loss and gradient of a batch. */
export interface BatchGradient {
  /** Sum of cross-entropies, nats. */
  readonly loss: number;
  /** Gradient of the mean loss, a layer each. */
  readonly gradients: readonly LayerGradient[];
}

/**
 * Loss and gradient of a batch at these parameters, image after image.
 * @param indices positions in the training set, `[batch]`
 */
export function batchGradient(
  {
    spec,
    trainingSet,
    outlierWeight,
  }: Pick<LearningSetup, 'spec' | 'trainingSet' | 'outlierWeight'>,
  parameters: readonly LayerParameters[],
  indices: Uint32Array,
): BatchGradient {
  const options = { batchSize: indices.length, outlierWeight };
  const { inputs } = at(spec.layers, 0);
  const images = Array.from(indices, (index) => {
    const pixels = trainingSet.pixels.subarray(index * inputs, (index + 1) * inputs);
    return learnImage(spec, parameters, pixels, at(trainingSet.labels, index), options);
  });
  const loss = images.reduce((sum, image) => sum + image.loss, 0);
  return { loss, gradients: sumGradients(spec, images) };
}

/** What images have to say about each layer, added up: what went in times the delta; for a bias 1 goes in. */
export function sumGradients(
  { layers }: Pick<NetworkSpec, 'layers'>,
  images: readonly ImageSignals[],
): LayerGradient[] {
  return layers.map(({ inputs, outputs }, layer) => {
    const weights = new Float64Array(inputs * outputs);
    const biases = new Float64Array(outputs);
    for (const image of images) {
      const input = at(image.inputs, layer);
      at(image.deltas, layer).forEach((delta, out) => {
        biases[out] = at(biases, out) + delta;
        input.forEach((value, i) => {
          const place = out * inputs + i;
          weights[place] = at(weights, place) + delta * value;
        });
      });
    }
    return { weights, biases };
  });
}
