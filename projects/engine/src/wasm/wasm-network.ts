import type { LayerWeights, NetworkWeights } from '#model';
import { at } from '../at.ts';
import { transpose } from '../transpose.ts';
import type { KernelInstance, Kernels } from './kernels.ts';
import { checkWeights } from '../learning-backend.ts';
import type { MemoryPlan } from './memory-plan.ts';
import { MemoryViews } from './memory-views.ts';
import type { LayerLayout, NetworkLayout } from './network-layout.ts';

/** Addresses of a layer's weights, or of what is as large: `[in][width]`, and `[width]`. */
interface Matrix {
  readonly weights: number;
  readonly bias: number;
}

/** A network in WebAssembly memory: weights and images go in, weights and pre-activations come out. */
export class WasmNetwork {
  readonly layout: NetworkLayout;
  readonly kernels: Kernels;
  readonly views: MemoryViews;
  /** Images chosen so far: each is augmented in its own way. */
  private imagesChosen = 0;

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
    const { inputs } = at(this.layout.layers, 0).spec;
    this.views.bytes(this.layout.pixels + first * inputs, pixels.length).set(pixels);
    if (labels) this.views.bytes(this.layout.labels + first, labels.length).set(labels);
  }

  /** The first images where they are, ink 0..255, `[image][in]`; never copied. */
  images(count: number): Uint8Array {
    const { inputs } = at(this.layout.layers, 0).spec;
    return this.views.bytes(this.layout.pixels, count * inputs);
  }

  /** Copies weights in. Throws RangeError when their sizes do not fit the network. */
  upload(weights: NetworkWeights): void {
    checkWeights({ layers: this.layout.layers.map(({ spec }) => spec) }, weights);
    this.layout.layers.forEach((layer, index) => {
      this.write(layer, layer, at(weights, index));
      if (layer.averages) this.write(layer, layer.averages, at(weights, index));
      this.kernels.sumWeights(layer.record);
      this.kernels.foldBias(layer.record);
    });
  }

  /** Copies weights out, averaged ones where they are kept, into memory of the same shape if it is given. */
  download(into?: NetworkWeights): NetworkWeights {
    return this.layout.layers.map((layer, index) =>
      this.read(layer, layer.averages ?? layer, into?.[index]),
    );
  }

  /** Copies in what the optimizer remembers. */
  uploadMoments(first: NetworkWeights, second: NetworkWeights): void {
    this.layout.layers.forEach((layer, index) => {
      const moments = this.momentsOf(layer);
      this.write(layer, moments.first, at(first, index));
      this.write(layer, moments.second, at(second, index));
    });
  }

  /** Copies out what the optimizer remembers. */
  downloadMoments(): { readonly first: NetworkWeights; readonly second: NetworkWeights } {
    const moments = (which: 'first' | 'second'): NetworkWeights =>
      this.layout.layers.map((layer) => this.read(layer, this.momentsOf(layer)[which]));
    return { first: moments('first'), second: moments('second') };
  }

  private momentsOf({ record }: LayerLayout): Readonly<Record<'first' | 'second', Matrix>> {
    const address = (field: 'weightFirst' | 'weightSecond' | 'biasFirst' | 'biasSecond'): number =>
      this.views.readField('Layer', record, field);
    return {
      first: { weights: address('weightFirst'), bias: address('biasFirst') },
      second: { weights: address('weightSecond'), bias: address('biasSecond') },
    };
  }

  private write({ spec, width }: LayerLayout, to: Matrix, source: LayerWeights): void {
    const { inputs, outputs } = spec;
    const padded = { values: this.views.f32(to.weights, inputs * width), stride: width };
    transpose({ values: source.weights, stride: inputs }, outputs, inputs, padded);
    this.views.f32(to.bias, outputs).set(source.biases);
  }

  private read({ spec, width }: LayerLayout, from: Matrix, into?: LayerWeights): LayerWeights {
    const { inputs, outputs } = spec;
    const values = this.views.f32(from.weights, inputs * width);
    const isFitting = into?.weights.length === inputs * outputs && into.biases.length === outputs;
    const weights = isFitting ? into.weights : new Float32Array(inputs * outputs);
    const biases = isFitting ? into.biases : new Float32Array(outputs);
    transpose({ values, stride: width }, inputs, outputs, { values: weights, stride: inputs });
    biases.set(this.views.f32(from.bias, outputs));
    return { weights, biases };
  }

  /** Says which of the images loaded are the batch at hand: at most as many as there is room for. */
  chooseBatch(indices: Uint32Array): void {
    this.views.writeField('Batch', this.layout.batch, 'size', indices.length);
    this.views.u32(this.layout.indices, indices.length).set(indices);
    const { augmentation } = this.layout;
    if (augmentation) {
      this.views.writeField('Augmentation', augmentation.record, 'firstImage', this.imagesChosen);
      this.imagesChosen += indices.length;
    }
  }
}
