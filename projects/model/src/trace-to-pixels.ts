import type { ForwardPass } from './forward.ts';
import type { NetworkSpec, NetworkWeights } from './network-spec.ts';
import { neuronParameters, type NeuronId } from './neuron.ts';
import { slopesThroughActivation, slopesThroughWeights } from './slopes.ts';

/** How a neuron depends on the pixels, as long as the same neurons are active. */
export interface PixelTrace {
  /** How much a pixel's ink, 0..1, adds to the pre-activation, `[in]`. */
  readonly slopes: Float64Array;
  /** The pre-activation without ink. */
  readonly constant: number;
}

/**
 * Traces a neuron back to the pixels. For a given image, a network of ReLUs is linear, because each neuron passes on
 * all or nothing. So the weights multiply, layer by layer backwards, and `sum(slopes[p] * ink[p]) + constant` is the
 * neuron's pre-activation.
 * @param pass the network's result with these weights, which says which neurons are active
 * @throws RangeError when the network has no such neuron, which includes the pixels
 */
export function traceToPixels(
  network: NetworkSpec,
  weights: NetworkWeights,
  pass: ForwardPass,
  id: NeuronId,
): PixelTrace {
  const { weights: row, bias } = neuronParameters(network, weights, id);
  let slopes = Float64Array.from(row);
  let constant = bias;
  for (let index = id.layer - 2; index >= 0; index--) {
    const layer = network.layers[index] ?? NO_LAYER;
    const parameters = weights[index] ?? NO_WEIGHTS;
    slopes = slopesThroughActivation(slopes, layer, pass.layers[index] ?? NO_PASS);
    for (const [out, slope] of slopes.entries()) constant += slope * (parameters.biases[out] ?? 0);
    slopes = slopesThroughWeights(slopes, layer, parameters);
  }
  const { mean, std } = network.normalization;
  for (let pixel = 0; pixel < slopes.length; pixel++) {
    const slope = (slopes[pixel] ?? 0) / std;
    slopes[pixel] = slope;
    constant -= slope * mean;
  }
  return { slopes, constant };
}

const NO_LAYER = { inputs: 0, activation: 'linear' } as const;
const NO_WEIGHTS = { weights: new Float32Array(), biases: new Float32Array() };
const NO_PASS = { preActivations: new Float32Array() };
