import {
  isSameNeuron,
  traceToPixels,
  type ForwardPass,
  type NetworkSpec,
  type NetworkWeights,
  type NeuronId,
  type PixelTrace,
} from '#model';
import { Service } from '@angular/core';

/** How many are kept: that of a picked neuron, and that of one that is pointed at meanwhile. */
const KEPT = 2;

/** Neurons traced back to the pixels, for whoever shows them: each is worked out once for a forward pass. */
@Service()
export class PixelTraces {
  private kept: readonly {
    readonly pass: ForwardPass;
    readonly id: NeuronId;
    readonly trace: PixelTrace;
  }[] = [];

  /** Parameters and errors as of `traceToPixels`. */
  of(network: NetworkSpec, weights: NetworkWeights, pass: ForwardPass, id: NeuronId): PixelTrace {
    const known = this.kept.find((one) => one.pass === pass && isSameNeuron(one.id, id));
    const newest = known ?? { pass, id, trace: traceToPixels(network, weights, pass, id) };
    this.kept = [newest, ...this.kept.filter((one) => one !== known)].slice(0, KEPT);
    return newest.trace;
  }
}
