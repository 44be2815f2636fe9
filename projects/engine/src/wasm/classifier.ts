import type { NetworkSpec, NetworkWeights, LabelledImages } from '#model';
import { at } from '../at.ts';
import { atOnce, type Steps } from '../run/in-turns.ts';
import { loadKernels } from './kernels.ts';
import { runForward } from './learning-step.ts';
import { MemoryPlan } from './memory-plan.ts';
import { placeNetwork } from './network-layout.ts';
import { WasmNetwork } from './wasm-network.ts';

const BATCH_SIZE = 250;

/** Runs many images through networks of one shape, in WebAssembly. */
export class Classifier {
  private readonly network: WasmNetwork;
  private readonly spec: NetworkSpec;

  private constructor(network: WasmNetwork, spec: NetworkSpec) {
    this.network = network;
    this.spec = spec;
  }

  static async create(spec: NetworkSpec): Promise<Classifier> {
    const plan = new MemoryPlan();
    const options = { maxBatchSize: BATCH_SIZE, setSize: BATCH_SIZE, learns: false };
    const layout = placeNetwork(plan, spec, options);
    const instance = await loadKernels(plan.byteLength);
    return new Classifier(new WasmNetwork(instance, plan, layout), spec);
  }

  /**
   * Logits of every image.
   * @param pixels ink 0..255, row-major, `[image][in]`
   * @returns `[image][out]`
   * @throws RangeError when pixels or weights do not fit the network
   */
  logits(weights: NetworkWeights, pixels: Uint8Array): Float32Array {
    return atOnce(this.logitSteps(weights, pixels));
  }

  /**
   * `logits` in steps of a few hundred images; until it has ended, nothing else may be asked.
   * @param raised is given a 1 for each neuron of a hidden ReLU layer that an image raises above zero,
   *   `[hidden layer][neuron]`
   */
  *logitSteps(
    weights: NetworkWeights,
    pixels: Uint8Array,
    raised: readonly Uint8Array[] = [],
  ): Steps<Float32Array> {
    const { network, spec } = this;
    const { inputs } = at(spec.layers, 0);
    if (pixels.length % inputs !== 0) {
      throw new RangeError(`images: expected ${inputs} pixels each, found ${pixels.length} in all`);
    }
    const last = at(network.layout.layers, spec.layers.length - 1);
    network.upload(weights);
    const count = pixels.length / inputs;
    const { outputs, activation } = last.spec;
    const logits = new Float32Array(count * outputs);
    for (let start = 0; start < count; start += BATCH_SIZE) {
      const size = Math.min(BATCH_SIZE, count - start);
      network.loadImages(pixels.subarray(start * inputs, (start + size) * inputs));
      network.chooseBatch(Uint32Array.from({ length: size }, (_, index) => index));
      runForward(network.kernels, network.layout, 0, size);
      const rows = network.views.f32(last.preActivations, size * last.width);
      for (let image = 0; image < size; image++) {
        const row = rows.subarray(image * last.width, image * last.width + outputs);
        logits.set(row, (start + image) * outputs);
      }
      raised.forEach((marks, layer) => {
        this.markRaised(marks, layer, size);
      });
      yield;
    }
    return activation === 'relu' ? logits.map((logit) => Math.max(0, logit)) : logits;
  }

  /** Of a batch that has run forward. */
  private markRaised(marks: Uint8Array, layer: number, size: number): void {
    // In most networks every neuron is raised by one of the first images.
    if (marks.every((mark) => mark === 1)) return;
    const { network } = this;
    const { preActivations, width } = at(network.layout.layers, layer);
    const rows = network.views.f32(preActivations, size * width);
    for (let image = 0; image < size; image++) {
      for (let neuron = 0; neuron < marks.length; neuron++) {
        if (at(rows, image * width + neuron) > 0) marks[neuron] = 1;
      }
    }
  }

  /**
   * Share of images whose largest logit is their label's, 0..1.
   * @throws RangeError when pixels, labels or weights do not fit, and for no images, which have no share
   */
  accuracy(weights: NetworkWeights, { pixels, labels }: LabelledImages): number {
    const classes = at(this.spec.layers, this.spec.layers.length - 1).outputs;
    const logits = this.logits(weights, pixels);
    if (labels.length === 0 || logits.length !== labels.length * classes) {
      throw new RangeError(
        `images: expected at least one with a label each, found ${logits.length / classes} and ${labels.length} labels`,
      );
    }
    let correct = 0;
    labels.forEach((label, image) => {
      if (indexOfLargest(logits, image * classes, classes) === label) correct += 1;
    });
    return correct / labels.length;
  }
}

/** Position, from `start`, of the largest of `count` values; the first of equals. */
export function indexOfLargest(
  values: Float32Array,
  start = 0,
  count = values.length - start,
): number {
  const row = values.subarray(start, start + count);
  return row.reduce((best, value, index) => (value > at(row, best) ? index : best), 0);
}
