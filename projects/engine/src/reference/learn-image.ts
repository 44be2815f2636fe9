import { normalize, type NetworkSpec, NO_DIGIT } from '#model';
import { at } from '../at.ts';

/** A layer's parameters in any precision: weights `[out][in]`, biases `[out]`. */
export interface LayerParameters {
  readonly weights: ArrayLike<number>;
  readonly biases: ArrayLike<number>;
}

/** What `learnImage` finds out about an image. */
export interface ImageSignals {
  /** What each layer takes: normalised pixels, then outputs behind the ReLU. */
  readonly inputs: readonly Float64Array[];
  /** Gradient of the batch's mean loss by each layer's pre-activations. */
  readonly deltas: readonly Float64Array[];
  /** Cross-entropy, nats; 0 for an image that is no digit. */
  readonly loss: number;
}

/**
 * Forward and back-propagation of one image, in float64 and one sum at a time: the textbook.
 * @param parameters a layer each
 * @param pixels ink 0..255
 */
export function learnImage(
  { layers, normalization }: Pick<NetworkSpec, 'layers' | 'normalization'>,
  parameters: readonly LayerParameters[],
  pixels: Uint8Array,
  label: number,
  { batchSize, outlierWeight = 1 }: { batchSize: number; outlierWeight?: number | undefined },
): ImageSignals {
  const ink = Float64Array.from(pixels, (byte) => byte / 255);
  const inputs = [Float64Array.from(normalize(ink, normalization))];
  let logits = new Float64Array();
  layers.forEach((layer, index) => {
    const { weights, biases } = at(parameters, index);
    const input = at(inputs, index);
    logits = Float64Array.from(biases, (bias, out) =>
      input.reduce((sum, value, i) => sum + value * at(weights, out * layer.inputs + i), bias),
    );
    if (layer.activation === 'relu') inputs.push(logits.map((value) => Math.max(0, value)));
  });
  const largest = Math.max(...logits);
  const total = logits.reduce((sum, logit) => sum + Math.exp(logit - largest), 0);
  const isDigit = label !== NO_DIGIT;
  const weight = (isDigit ? 1 : outlierWeight) / batchSize;
  const deltas = [
    logits.map((logit, c) => {
      const expected = isDigit ? Number(c === label) : 1 / logits.length;
      return weight * (Math.exp(logit - largest) / total - expected);
    }),
  ];
  for (let index = layers.length - 1; index > 0; index--) {
    const above = at(deltas, 0);
    const { weights } = at(parameters, index);
    const input = at(inputs, index);
    // What a ReLU did not let through has no part in the loss.
    const back = input.map((value, i) =>
      value > 0
        ? above.reduce((sum, delta, out) => sum + delta * at(weights, out * input.length + i), 0)
        : 0,
    );
    deltas.unshift(back);
  }
  return { inputs, deltas, loss: isDigit ? Math.log(total) + largest - at(logits, label) : 0 };
}
