import type { LayerWeights, NetworkWeights } from '#model';
import type { KernelInstance, Kernels } from './kernels.ts';
import { checkWeights } from '../learning-backend.ts';
import type { MemoryPlan } from './memory-plan.ts';
import { MemoryViews } from './memory-views.ts';
import type { NetworkLayout } from './network-layout.ts';

/** A network in WebAssembly memory: weights and images go in, weights and pre-activations come out. */
export class WasmNetwork {
  readonly layout: NetworkLayout;
  readonly kernels: Kernels;
  readonly views: MemoryViews;
  /** Images chosen so far: each draws anew in its own way. */
  private draws = 0;

  /**
   * @param plan the plan of the instance's memory
   * @param layout the network's place in it
   */
  constructor({ kernels, memory }: KernelInstance, plan: MemoryPlan, layout: NetworkLayout) {
    this.layout = layout;
    this.kernels = kernels;
    this.views = new MemoryViews(memory);
    plan.writeRecords(this.views);
  }

  /**
   * Copies images in; batches are positions among them.
   * @param first position of the first of them
   */
  loadImages(pixels: Uint8Array, labels?: Uint8Array, first = 0): void {
    const inputs = this.layout.layers[0]?.spec.inputs ?? 0;
    this.views.bytes(this.layout.pixels + first * inputs, pixels.length).set(pixels);
    if (labels) this.views.bytes(this.layout.labels + first, labels.length).set(labels);
  }

  /** Copies weights in. Throws RangeError when their sizes do not fit the network. */
  upload(weights: NetworkWeights): void {
    checkWeights({ layers: this.layout.layers.map(({ spec }) => spec) }, weights);
    this.layout.layers.forEach((layer, index) => {
      const source = weights[index];
      if (!source) return;
      const { inputs, outputs } = layer.spec;
      const target = this.views.f32(layer.weights, inputs * layer.width);
      for (let out = 0; out < outputs; out++) {
        for (let i = 0; i < inputs; i++) {
          target[i * layer.width + out] = source.weights[out * inputs + i] ?? 0;
        }
      }
      const bias = this.views.f32(layer.bias, outputs);
      bias.set(source.biases);
      if (layer.averages) {
        this.views.f32(layer.averages.weights, target.length).set(target);
        this.views.f32(layer.averages.bias, outputs).set(bias);
      }
      this.kernels.sumWeights(layer.record);
      this.kernels.foldBias(layer.record);
    });
  }

  /** Copies weights out, averaged ones where they are kept. */
  download(): NetworkWeights {
    return this.layout.layers.map((layer): LayerWeights => {
      const { inputs, outputs } = layer.spec;
      const from = layer.averages ?? layer;
      const source = this.views.f32(from.weights, inputs * layer.width);
      const weights = new Float32Array(inputs * outputs);
      for (let out = 0; out < outputs; out++) {
        for (let i = 0; i < inputs; i++) {
          weights[out * inputs + i] = source[i * layer.width + out] ?? 0;
        }
      }
      return { weights, biases: Float32Array.from(this.views.f32(from.bias, outputs)) };
    });
  }

  /** Says which of the images loaded are the batch at hand: at most as many as there is room for. */
  chooseBatch(indices: Uint32Array): void {
    this.views.u32(this.layout.batch, 1)[0] = indices.length;
    this.views.u32(this.layout.indices, indices.length).set(indices);
    const { augmentation } = this.layout;
    if (augmentation) {
      this.views.u32(augmentation.record, 2).set([augmentation.seed, this.draws]);
      this.draws += indices.length;
    }
  }
}
