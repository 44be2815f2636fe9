import type { ForwardPass } from './forward.ts';
import type { NetworkSpec, NetworkWeights } from './network-spec.ts';
import { hasNeuron, neuronParameters, type NeuronId } from './neuron.ts';

/** A neuron's pre-activation, split into its terms. */
export interface NeuronSum {
  /** What each source adds, `[in]`: ink · weight / std for a pixel, activation · weight for a neuron. */
  readonly terms: Float64Array;
  readonly bias: number;
  /** What blank paper adds, -mean / std · the sum of the weights; 0 except in the first layer. */
  readonly paper: number;
  /** The sum of terms, bias and paper: the pre-activation. */
  readonly total: number;
}

/** Less ink than this is only a rounding error. */
const LEAST_INK = 1e-6;

/** The ink 0..1 of a pass's input, `[in]`; exactly 0 on blank paper. */
export function inkOf(
  { normalization: { mean, std } }: NetworkSpec,
  pass: ForwardPass,
): Float64Array {
  return Float64Array.from(pass.input, (value) => {
    const ink = value * std + mean;
    return Math.abs(ink) < LEAST_INK ? 0 : ink;
  });
}

/**
 * What each source adds to a neuron's pre-activation.
 * @param pass the result of the network with these weights
 * @throws RangeError when the network has no such neuron, which includes the pixels
 */
export function incomingContributions(
  network: NetworkSpec,
  weights: NetworkWeights,
  pass: ForwardPass,
  id: NeuronId,
): NeuronSum {
  const { weights: row, bias } = neuronParameters(network, weights, id);
  const carried = carriedBy(network, pass, id.layer - 1);
  const terms = Float64Array.from(row, (weight, source) => weight * (carried[source] ?? 0));
  const { mean, std } = network.normalization;
  const paper = id.layer === 1 ? (-mean / std) * sumOf(row) : 0;
  return { terms, bias, paper, total: sumOf(terms) + bias + paper };
}

/**
 * What a neuron or pixel adds to each neuron of the next layer, `[next out]`; nothing for the last layer.
 * @param pass the result of the network with these weights
 * @throws RangeError when the network has no such neuron or pixel
 */
export function outgoingContributions(
  network: NetworkSpec,
  weights: NetworkWeights,
  pass: ForwardPass,
  id: NeuronId,
): Float64Array {
  if (!hasNeuron(network, id)) {
    throw new RangeError(
      `neuron: expected one of layers 0 to ${network.layers.length}, ` +
        `found neuron ${id.neuron} of layer ${id.layer}`,
    );
  }
  const next = network.layers[id.layer];
  const parameters = weights[id.layer];
  if (!next || !parameters) return new Float64Array();
  const value = carriedBy(network, pass, id.layer)[id.neuron] ?? 0;
  return Float64Array.from(
    { length: next.outputs },
    (_, target) => value * (parameters.weights[target * next.inputs + id.neuron] ?? 0),
  );
}

/** Indices of the terms from strongest to weakest, regardless of sign; equal ones keep their order. */
export function strongestFirst(terms: Float64Array): Uint32Array {
  const strengths = terms.map(Math.abs);
  return Uint32Array.from(terms.keys()).sort(
    (a, b) => (strengths[b] ?? 0) - (strengths[a] ?? 0) || a - b,
  );
}

/** The sum of all terms except the first `shown` in this order. */
export function sumAfter(terms: Float64Array, order: Uint32Array, shown: number): number {
  return order.subarray(shown).reduce((sum, place) => sum + (terms[place] ?? 0), 0);
}

/** The factor of each weight for a layer's outputs, `[out]`: ink / std for pixels. */
function carriedBy(
  network: NetworkSpec,
  pass: ForwardPass,
  layer: number,
): Float32Array | Float64Array {
  const { std } = network.normalization;
  if (layer === 0) return inkOf(network, pass).map((ink) => ink / std);
  return pass.layers[layer - 1]?.activations ?? new Float32Array();
}

function sumOf(values: Float32Array | Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
