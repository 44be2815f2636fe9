import type { LayerSpec, NetworkSpec, NetworkWeights } from './network-spec.ts';

/** One neuron, or one pixel of the input. */
export interface NeuronId {
  /** 0 is the input, `k` is the result of `spec.layers[k - 1]`. */
  readonly layer: number;
  /** Index in its layer, from 0. */
  readonly neuron: number;
}

/** The learned parameters of a neuron. */
export interface NeuronParameters {
  readonly spec: LayerSpec;
  /** One weight per source, `[in]`. */
  readonly weights: Float32Array;
  readonly bias: number;
}

/** Whether a network has such a neuron or pixel. */
export function hasNeuron(network: NetworkSpec, { layer, neuron }: NeuronId): boolean {
  const size = layer === 0 ? network.layers[0]?.inputs : network.layers[layer - 1]?.outputs;
  return Number.isInteger(neuron) && neuron >= 0 && neuron < (size ?? 0);
}

/** Whether both are the same neuron, or both are undefined. */
export function isSameNeuron(a: NeuronId | undefined, b: NeuronId | undefined): boolean {
  return a?.layer === b?.layer && a?.neuron === b?.neuron;
}

/**
 * Weights and bias of one neuron.
 * @throws RangeError when the network has no such neuron, which includes the pixels
 */
export function neuronParameters(
  network: NetworkSpec,
  weights: NetworkWeights,
  id: NeuronId,
): NeuronParameters {
  const spec = network.layers[id.layer - 1];
  const parameters = weights[id.layer - 1];
  if (!spec || !parameters || !hasNeuron(network, id)) {
    throw new RangeError(
      `neuron: expected one of layers 1 to ${network.layers.length}, ` +
        `found neuron ${id.neuron} of layer ${id.layer}`,
    );
  }
  const start = id.neuron * spec.inputs;
  return {
    spec,
    weights: parameters.weights.subarray(start, start + spec.inputs),
    bias: parameters.biases[id.neuron] ?? 0,
  };
}
