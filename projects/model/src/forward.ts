import type {
  LayerSpec,
  LayerWeights,
  NetworkSpec,
  NetworkWeights,
  Normalization,
} from './network-spec.ts';

/** The result of one dense layer for one input. */
export interface LayerPass {
  /** Weighted sums plus bias, `[out]`. */
  readonly preActivations: Float32Array;
  /** Pre-activations through the layer's activation, `[out]`. */
  readonly activations: Float32Array;
}

/** The result of the whole network for one input. */
export interface ForwardPass {
  /** Normalised input, `[in]`. */
  readonly input: Float32Array;
  readonly layers: readonly LayerPass[];
  /** The last layer's activations, `[classes]`. */
  readonly logits: Float32Array;
}

/**
 * Runs one image through the network. Sums are computed in float64 and rounded once per neuron.
 * @param pixels ink in 0..1, row-major, as many as the first layer has inputs
 * @throws RangeError when the number of pixels or a layer's sizes do not fit the spec
 */
export function forward(
  spec: NetworkSpec,
  weights: NetworkWeights,
  pixels: ArrayLike<number>,
): ForwardPass {
  const inputs = spec.layers[0]?.inputs ?? 0;
  if (pixels.length !== inputs) {
    throw new RangeError(`forward: expected ${inputs} pixels, found ${pixels.length}`);
  }
  const input = normalize(pixels, spec.normalization);
  let activations = input;
  const layers = spec.layers.map((layer, index) => {
    const pass = denseLayer(layer, weights[index], activations);
    activations = pass.activations;
    return pass;
  });
  return { input, layers, logits: activations };
}

/** `(pixel - mean) / std` for every pixel. */
export function normalize(pixels: ArrayLike<number>, { mean, std }: Normalization): Float32Array {
  return Float32Array.from(pixels, (pixel) => (pixel - mean) / std);
}

/**
 * Probabilities from logits, shifted by the largest so that nothing overflows.
 * @param temperature divides the logits; above 1 softens (Guo et al. 2017)
 */
export function softmax(logits: ArrayLike<number>, temperature = 1): Float32Array {
  const scaled = Array.from(logits, (logit) => logit / temperature);
  const largest = Math.max(...scaled);
  const exponentials = scaled.map((logit) => Math.exp(logit - largest));
  const sum = exponentials.reduce((total, value) => total + value, 0);
  return Float32Array.from(exponentials, (value) => value / sum);
}

function denseLayer(
  layer: LayerSpec,
  parameters: LayerWeights | undefined,
  input: Float32Array,
): LayerPass {
  const { inputs, outputs } = layer;
  if (parameters?.weights.length !== inputs * outputs || parameters.biases.length !== outputs) {
    throw new RangeError(
      `forward: layer ${layer.name} expects ${outputs}x${inputs} weights and ${outputs} biases, ` +
        `found ${parameters?.weights.length ?? 0} and ${parameters?.biases.length ?? 0}`,
    );
  }
  const preActivations = new Float32Array(outputs);
  for (let out = 0; out < outputs; out++) {
    let sum = parameters.biases[out] ?? 0;
    const row = parameters.weights.subarray(out * inputs, (out + 1) * inputs);
    for (let i = 0; i < inputs; i++) sum += (row[i] ?? 0) * (input[i] ?? 0);
    preActivations[out] = sum;
  }
  const activations =
    layer.activation === 'relu' ? preActivations.map((z) => Math.max(0, z)) : preActivations;
  return { preActivations, activations };
}
