import type { ForwardPass, NetworkSpec, NetworkWeights, NeuronId } from '#model';

/** A neuron or pixel that is looked at, and what there is to see. */
export interface Inspected {
  readonly network: NetworkSpec;
  readonly weights: NetworkWeights;
  /** What the network computed with these weights. */
  readonly pass: ForwardPass;
  /** One that the network has. */
  readonly id: NeuronId;
}

/** What a neuron computed before its activation; NaN for pixels. */
export function preActivationOf({ pass, id }: Inspected): number {
  return pass.layers[id.layer - 1]?.preActivations[id.neuron] ?? NaN;
}
