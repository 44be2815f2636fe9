import type { LayerSpec, LayerWeights, NetworkSpec, NetworkWeights } from '#model';
import { Arena, type RecordField } from './arena.ts';
import type { KernelInstance, Kernels, RecordAddress } from './kernels.ts';
import type { AugmentationOptions } from './recipe.ts';

/** Bytes of an entry of a list: u32 index, f32 value. */
const ENTRY_BYTES = 8;
const FLOAT_BYTES = 4;
/** Inputs are updated in so many chunks; their weight sums are added up in this order. */
const CHUNKS = 16;

/** Addresses of a dense layer in memory; `assembly/layout.ts` says what is where. */
export interface WasmLayer {
  readonly spec: LayerSpec;
  readonly record: RecordAddress;
  /** Outputs, padded to whole vectors of four floats. */
  readonly width: number;
  readonly weights: number;
  readonly bias: number;
  readonly preActivations: number;
  /** Moving averages, where they are kept. */
  readonly averages?: { readonly weights: number; readonly bias: number };
}

/** What a network in memory needs room for. */
export interface WasmNetworkOptions {
  readonly maxBatchSize: number;
  /** Images that `loadImages` will be given at most. */
  readonly setSize: number;
  /** Whether it takes room for gradients and moments. */
  readonly learns: boolean;
  /** Whether it takes room for averages of the weights. */
  readonly averages?: boolean;
  readonly outlierWeight?: number;
  readonly augmentation?: AugmentationOptions & { readonly seed: number };
}

/**
 * A network in WebAssembly memory. It can run batches forward; with room for learning, kernels can
 * also run them back and take Adam's step.
 */
export class WasmNetwork {
  readonly layers: readonly WasmLayer[];
  readonly arena: Arena;
  readonly kernels: Kernels;
  readonly maxBatchSize: number;
  /** Record of the batch at hand. */
  readonly batch: RecordAddress;
  private readonly indices: number;
  private readonly losses: number;
  private readonly pixels: number;
  private readonly labels: number;

  private readonly augmentation: { record: RecordAddress; seed: number } | undefined;
  private draws = 0;

  constructor({ kernels, memory }: KernelInstance, spec: NetworkSpec, options: WasmNetworkOptions) {
    const { maxBatchSize, setSize, augmentation } = options;
    this.kernels = kernels;
    this.maxBatchSize = maxBatchSize;
    const arena = new Arena(memory, kernels.heapBase());
    this.arena = arena;
    const inputs = spec.layers[0]?.inputs ?? 0;
    const { mean, std } = spec.normalization;
    this.layers = spec.layers.map((layer, index) =>
      placeLayer(arena, layer, options, index === 0 ? -mean / std : 0),
    );
    this.indices = arena.take(maxBatchSize * 4);
    this.losses = arena.take(maxBatchSize * 8);
    this.pixels = arena.take(setSize * inputs);
    this.labels = arena.take(setSize);
    const drawn = augmentation ? arena.take(maxBatchSize * inputs) : 0;
    this.batch = arena.record([
      { u32: 0 },
      { u32: this.pixels },
      { f32: 1 / (255 * std) },
      ...[this.labels, this.indices, this.losses, drawn].map((u32) => ({ u32 })),
      { f32: options.outlierWeight ?? 1 },
    ]);
    this.augmentation = augmentation && {
      record: arena.record(augmentationFields(augmentation)),
      seed: augmentation.seed,
    };
  }

  /** Copies images in; batches are positions among them. */
  loadImages(pixels: Uint8Array, labels?: Uint8Array): void {
    this.arena.bytes(this.pixels, pixels.length).set(pixels);
    if (labels) this.arena.bytes(this.labels, labels.length).set(labels);
  }

  /** Copies weights in. Throws RangeError when their sizes do not fit the network. */
  upload(weights: NetworkWeights): void {
    this.layers.forEach((layer, index) => {
      const source = weights[index];
      const { name, inputs, outputs } = layer.spec;
      if (source?.weights.length !== inputs * outputs || source.biases.length !== outputs) {
        throw new RangeError(
          `layer ${name}: expected ${outputs}x${inputs} weights and ${outputs} biases, ` +
            `found ${source?.weights.length ?? 0} and ${source?.biases.length ?? 0}`,
        );
      }
      const target = this.arena.f32(layer.weights, inputs * layer.width);
      for (let out = 0; out < outputs; out++) {
        for (let i = 0; i < inputs; i++) {
          target[i * layer.width + out] = source.weights[out * inputs + i] ?? 0;
        }
      }
      this.arena.f32(layer.bias, outputs).set(source.biases);
      chunksOf(inputs).forEach(([from, to], chunk) => {
        this.kernels.sumWeights(layer.record, chunk, from, to);
      });
      this.kernels.foldBias(layer.record, CHUNKS);
    });
  }

  /** Copies weights out, averaged ones where they are kept. */
  download(): NetworkWeights {
    return this.layers.map((layer): LayerWeights => {
      const { inputs, outputs } = layer.spec;
      const from = layer.averages ?? layer;
      const source = this.arena.f32(from.weights, inputs * layer.width);
      const weights = new Float32Array(inputs * outputs);
      for (let out = 0; out < outputs; out++) {
        for (let i = 0; i < inputs; i++) {
          weights[out * inputs + i] = source[i * layer.width + out] ?? 0;
        }
      }
      return { weights, biases: this.arena.f32(from.bias, outputs).slice() };
    });
  }

  /**
   * Runs a batch forward: every layer's pre-activations are filled.
   * @param indices positions among the images loaded, at most `maxBatchSize`
   */
  forward(indices: Uint32Array): void {
    const size = indices.length;
    this.arena.u32(this.batch, 1)[0] = size;
    this.arena.u32(this.indices, size).set(indices);
    if (this.augmentation) {
      const { record, seed } = this.augmentation;
      this.arena.u32(record, 2).set([seed, this.draws]);
      this.kernels.augment(this.batch, record, 0, size);
      this.draws += size;
    }
    this.layers.forEach(({ record }, index) => {
      const below = this.layers[index - 1];
      if (below) this.kernels.activate(below.record, record, 0, size);
      else this.kernels.gather(record, this.batch, 0, size);
      this.kernels.forward(record, 0, size);
    });
  }

  /**
   * Works out the gradients of the batch that was last run forward and takes Adam's step.
   * @returns the sum of the batch's cross-entropies, in nats
   */
  learn(adam: RecordAddress): number {
    const { kernels, batch, layers } = this;
    const last = layers.at(-1);
    if (!last) return 0;
    const size = this.arena.u32(batch, 1)[0] ?? 0;
    kernels.softmaxCrossEntropy(last.record, batch, 0, size);
    // From the last layer down: what a layer passes on needs its weights as they were.
    for (let index = layers.length - 1; index >= 0; index--) {
      const layer = layers[index];
      if (!layer) continue;
      const { record, spec } = layer;
      const below = layers[index - 1];
      if (below) kernels.backward(record, below.record, 0, size);
      kernels.sumDeltas(record, batch);
      kernels.scatterColumns(record, batch, 0, spec.inputs);
      chunksOf(spec.inputs).forEach(([from, to], chunk) => {
        kernels.updateWeights(record, adam, chunk, from, to);
      });
      kernels.updateBias(record, adam);
      kernels.foldBias(record, CHUNKS);
    }
    return this.arena.f64(this.losses, size).reduce((sum, loss) => sum + loss, 0);
  }

  /** Moves the averages towards the weights by this share. */
  average(share: number): void {
    for (const { averages, weights, bias, width, spec } of this.layers) {
      if (!averages) continue;
      this.kernels.average(averages.weights, weights, spec.inputs * width, share);
      this.kernels.average(averages.bias, bias, width, share);
    }
  }
}

const RADIANS = Math.PI / 180;

/** The record of augmentation options, in the order of `assembly/layout.ts`; seed and draw are set a step. */
export function augmentationFields(options: AugmentationOptions): RecordField[] {
  const { rotation, shear, scale, anisotropy, shift, elastic } = options;
  const { refitShare, smallest, largest } = options;
  const limits = [rotation * RADIANS, shear, scale, anisotropy, shift, elastic, refitShare];
  return [
    { u32: 0 },
    { u32: 0 },
    ...[...limits, smallest, largest].map((f32): RecordField => ({ f32 })),
  ];
}

/** Where each chunk of inputs begins and ends; late chunks may be empty. */
function chunksOf(inputs: number): (readonly [number, number])[] {
  const size = Math.ceil(inputs / CHUNKS);
  return Array.from({ length: CHUNKS }, (_, chunk) => [
    Math.min(inputs, chunk * size),
    Math.min(inputs, (chunk + 1) * size),
  ]);
}

function placeLayer(
  arena: Arena,
  spec: LayerSpec,
  { maxBatchSize, learns, averages }: WasmNetworkOptions,
  shift: number,
): WasmLayer {
  const width = Math.ceil(spec.outputs / 4) * 4;
  // One entry more than a list can hold: `activate` writes before it knows whether to keep.
  const stride = spec.inputs + 1;
  const matrix = spec.inputs * width * FLOAT_BYTES;
  const row = width * FLOAT_BYTES;
  const takeToLearn = (bytes: number): number => (learns ? arena.take(bytes) : 0);
  const weights = arena.take(matrix);
  const bias = arena.take(row);
  const preActivations = arena.take(maxBatchSize * row);
  const record = arena.record([
    { u32: spec.inputs },
    { u32: spec.outputs },
    { u32: width },
    { u32: stride },
    { u32: maxBatchSize },
    { u32: spec.activation === 'relu' ? 1 : 0 },
    { f32: shift },
    { u32: weights },
    { u32: takeToLearn(matrix) },
    { u32: takeToLearn(matrix) },
    { u32: bias },
    { u32: takeToLearn(row) },
    { u32: takeToLearn(row) },
    { u32: arena.take(CHUNKS * row) },
    { u32: arena.take(row) },
    { u32: arena.take(maxBatchSize * stride * ENTRY_BYTES) },
    { u32: arena.take(maxBatchSize * 4) },
    { u32: takeToLearn(spec.inputs * maxBatchSize * ENTRY_BYTES) },
    { u32: takeToLearn(spec.inputs * 4) },
    { u32: preActivations },
    { u32: takeToLearn(maxBatchSize * row) },
    { u32: takeToLearn(row) },
  ]);
  const layer = { spec, record, width, weights, bias, preActivations };
  if (!averages) return layer;
  return { ...layer, averages: { weights: arena.take(matrix), bias: arena.take(row) } };
}
