import type { ForwardPass, NetworkSpec, NetworkWeights, NeuronId } from '#model';

/** The neuron or pixel that the inspector shows, with the network that it belongs to. */
export interface Inspected {
  readonly network: NetworkSpec;
  readonly weights: NetworkWeights;
  /** The forward pass with these weights. */
  readonly pass: ForwardPass;
  /** A neuron that exists in the network. */
  readonly id: NeuronId;
}

/** The neuron's pre-activation; NaN for pixels. */
export function preActivationOf({ pass, id }: Inspected): number {
  return pass.layers[id.layer - 1]?.preActivations[id.neuron] ?? NaN;
}
