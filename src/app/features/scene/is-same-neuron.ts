import type { NeuronId } from '#model';

/** Whether both are the same neuron, or none. */
export function isSameNeuron(a: NeuronId | undefined, b: NeuronId | undefined): boolean {
  return a?.layer === b?.layer && a?.neuron === b?.neuron;
}
