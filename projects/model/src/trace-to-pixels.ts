import type { ForwardPass } from './forward.ts';
import type { Activation, NetworkSpec, NetworkWeights } from './network-spec.ts';
import { neuronParameters, type NeuronId } from './neuron.ts';

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
    const { inputs, outputs, activation } = network.layers[index] ?? NO_LAYER;
    const { weights: rows, biases } = weights[index] ?? NO_WEIGHTS;
    const preActivations = pass.layers[index]?.preActivations;
    const earlier = new Float64Array(inputs);
    for (let out = 0; out < outputs; out++) {
      const slope = slopes[out] ?? 0;
      if (slope === 0 || !passesOn(activation, preActivations?.[out] ?? 0)) continue;
      constant += slope * (biases[out] ?? 0);
      const start = out * inputs;
      for (let i = 0; i < inputs; i++) {
        earlier[i] = (earlier[i] ?? 0) + slope * (rows[start + i] ?? 0);
      }
    }
    slopes = earlier;
  }
  const { mean, std } = network.normalization;
  for (let pixel = 0; pixel < slopes.length; pixel++) {
    const slope = (slopes[pixel] ?? 0) / std;
    slopes[pixel] = slope;
    constant -= slope * mean;
  }
  return { slopes, constant };
}

const NO_LAYER = { inputs: 0, outputs: 0, activation: 'linear' } as const;
const NO_WEIGHTS = { weights: new Float32Array(), biases: new Float32Array() };

/** Whether a neuron passes its pre-activation on; at 0 there is no difference. */
function passesOn(activation: Activation, preActivation: number): boolean {
  switch (activation) {
    case 'relu':
      return preActivation > 0;
    case 'linear':
      return true;
    default:
      return activation satisfies never;
  }
}
