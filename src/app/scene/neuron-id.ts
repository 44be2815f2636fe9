/** One neuron, or one pixel of the input. */
export interface NeuronId {
  /** 0 is the input plane, `k` what `spec.layers[k - 1]` computes. */
  readonly layer: number;
  /** Place in its layer, from 0. */
  readonly neuron: number;
}

export function isSameNeuron(a: NeuronId | undefined, b: NeuronId | undefined): boolean {
  return a?.layer === b?.layer && a?.neuron === b?.neuron;
}
