import { normalize, type NetworkSpec, type NetworkWeights, NO_DIGIT } from '#model';

/** What `learnImages` finds out about an image. */
export interface ImageSignals {
  /** What each layer takes: normalised pixels, then outputs behind the ReLU. */
  readonly inputs: readonly Float64Array[];
  /** Gradient of the batch's mean loss by each layer's pre-activations. */
  readonly deltas: readonly Float64Array[];
  /** Cross-entropy, nats; 0 for an image that is no digit. */
  readonly loss: number;
}

/**
 * `learnImages` for one image, in float64 and one sum at a time.
 * @param pixels ink 0..255
 */
export function learnImage(
  { layers, normalization }: Pick<NetworkSpec, 'layers' | 'normalization'>,
  weights: NetworkWeights,
  pixels: Uint8Array,
  label: number,
  { batchSize, outlierWeight = 1 }: { batchSize: number; outlierWeight?: number | undefined },
): ImageSignals {
  const ink = Float64Array.from(pixels, (byte) => byte / 255);
  const inputs = [Float64Array.from(normalize(ink, normalization))];
  const outputs = layers.map((layer, index) => {
    const { weights: matrix, biases } = weights[index] ?? {
      weights: [],
      biases: new Float32Array(),
    };
    const input = inputs[index] ?? new Float64Array();
    const output = Float64Array.from(biases, (bias, out) =>
      input.reduce((sum, value, i) => sum + value * (matrix[out * layer.inputs + i] ?? 0), bias),
    );
    if (layer.activation === 'relu') inputs.push(output.map((value) => Math.max(0, value)));
    return output;
  });
  const logits = outputs.at(-1) ?? new Float64Array();
  const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
  const isDigit = label !== NO_DIGIT;
  const deltas = [
    logits.map((logit, c) => {
      const expected = isDigit ? Number(c === label) : 1 / logits.length;
      return ((isDigit ? 1 : outlierWeight) * (Math.exp(logit) / total - expected)) / batchSize;
    }),
  ];
  for (let index = layers.length - 1; index > 0; index--) {
    const above = deltas[0] ?? new Float64Array();
    const matrix = weights[index]?.weights ?? [];
    const input = inputs[index] ?? new Float64Array();
    const back = input.map((value, i) =>
      value > 0
        ? above.reduce((sum, delta, out) => sum + delta * (matrix[out * input.length + i] ?? 0), 0)
        : 0,
    );
    deltas.unshift(back);
  }
  return { inputs, deltas, loss: isDigit ? Math.log(total) - (logits[label] ?? NaN) : 0 };
}
