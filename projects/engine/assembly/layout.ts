// Records that the caller lays out in memory by name: "npm run kernels" writes the names and types of their
// fields, four bytes each, into src/wasm/kernel-layout.ts.

/**
 * Inputs of a layer are updated in so many chunks. Their weight sums are added up in this order, so the
 * number is part of the bytes that a run gives.
 */
export const CHUNKS: u32 = 16;

/** A dense layer and its part of a batch. */
// @ts-ignore: AssemblyScript's decorator
@unmanaged
export class Layer {
  inputs: u32;
  outputs: u32;
  /** Outputs, padded to whole vectors: the length of a row in floats, a multiple of 4. */
  width: u32;
  /** Entries that a list of inputs has room for. */
  stride: u32;
  /** Images that a list of a column has room for. */
  columnStride: u32;
  /** 1 when this layer's activation is a ReLU, 0 when it is linear. */
  isRelu: u32;
  /** An input is an entry's value plus this: what normalisation adds to every pixel. */
  shift: f32;
  /** f32 `[in][width]`: the transpose of the export's. */
  weights: usize;
  /** Moments of the weights: running means of gradients, and of their squares. */
  weightFirst: usize;
  weightSecond: usize;
  /** f32 `[width]`, and its moments. */
  bias: usize;
  biasFirst: usize;
  biasSecond: usize;
  /** f32 `[chunk][width]`: for each chunk of inputs the sum of its weights. */
  weightSums: usize;
  /** f32 `[width]`: bias plus shift times the sum of all weights. */
  foldedBias: usize;
  /** `[image][stride]` entries: the inputs that are not zero, ascending. */
  lists: usize;
  /** u32 `[image][CHUNKS + 1]`: where each chunk of inputs begins in the list, and where it ends. */
  starts: usize;
  /** `[in][columnStride]` entries: the images in which an input is not zero, ascending. */
  columns: usize;
  /** u32 `[in]`. */
  columnCounts: usize;
  /** f32 `[image][width]`. */
  preActivations: usize;
  /** f32 `[image][width]`: gradient of the mean loss by the pre-activations. */
  deltas: usize;
  /** Moving averages of weights and bias; 0 where none are kept. */
  weightAverages: usize;
  biasAverages: usize;
}

/** First input of a chunk; that of the chunk after the last is the number of inputs. */
// @ts-ignore: AssemblyScript's decorator
@inline
export function chunkStart(layer: Layer, chunk: u32): u32 {
  const inputs = layer.inputs;
  return min(inputs, chunk * ((inputs + CHUNKS - 1) / CHUNKS));
}

/** The first entry of an image's list that belongs to a chunk, or the end of the one before. */
// @ts-ignore: AssemblyScript's decorator
@inline
export function entryAt(layer: Layer, image: u32, chunk: u32): usize {
  const start = load<u32>(layer.starts + ((image * (CHUNKS + 1) + chunk) << 2));
  return layer.lists + ((image * layer.stride + start) << ENTRY_SHIFT);
}

/** Says that a chunk begins with this entry of an image's list. */
// @ts-ignore: AssemblyScript's decorator
@inline
export function setEntry(layer: Layer, image: u32, chunk: u32, entry: usize): void {
  const list = layer.lists + ((image * layer.stride) << ENTRY_SHIFT);
  const start = <u32>((entry - list) >> ENTRY_SHIFT);
  store<u32>(layer.starts + ((image * (CHUNKS + 1) + chunk) << 2), start);
}

/** The images of a step. */
// @ts-ignore: AssemblyScript's decorator
@unmanaged
export class Batch {
  size: u32;
  /** u8 `[image of the set][in]`. */
  pixels: usize;
  /** What a pixel's byte is multiplied with. */
  scale: f32;
  /** u8 `[image of the set]`. */
  labels: usize;
  /** u32 `[image]`: where each image of the batch is in the set. */
  indices: usize;
  /** f64 `[image]`: cross-entropy in nats. */
  losses: usize;
  /** u8 `[image][in]`: the batch's images, augmented; 0 when they are read as they are. */
  augmented: usize;
  /** Weight of the loss of images that are no digit. */
  outlierWeight: f32;
}

/** How images are augmented at each step; all numbers are limits of uniform distributions. */
// @ts-ignore: AssemblyScript's decorator
@unmanaged
export class Augmentation {
  seed: u32;
  /** Number of this batch's first image among all images of the run. */
  firstImage: u32;
  /** Images of the set that are augmented, from its beginning; others are copied. */
  imageCount: u32;
  /** Radians. */
  rotation: f32;
  /** Tangent of the slant. */
  shear: f32;
  /** Share that size changes by. */
  scale: f32;
  /** Share that width grows and height shrinks by. */
  anisotropy: f32;
  /** Pixels. */
  shift: f32;
  /** Pixels that the nodes of a 6x6 grid move by, and all between them. */
  elastic: f32;
  /** Share of images that are drawn at another size and fitted again. */
  refitShare: f32;
  /** Sizes that these are drawn at, pixels for a box of 20. */
  smallest: f32;
  largest: f32;
}

/** Constants of an optimizer's step, and of the averages after it; src/optimizer.ts says what they mean. */
// @ts-ignore: AssemblyScript's decorator
@unmanaged
export class Step {
  beta1: f32;
  beta2: f32;
  epsilon: f32;
  /** Adam's is the learning rate over (1 - beta1^t). */
  stepSize: f32;
  /** Adam's is 1 / sqrt(1 - beta2^t). */
  rootCorrection: f32;
  /** What a weight is multiplied with before its step; a bias takes 1. */
  decay: f32;
  /** Share by which averages move towards the weights. */
  averagingShare: f32;
}

/** An entry of a list: u32 index, f32 value. */
export const ENTRY_SHIFT: u32 = 3;
/** The label of an image that is no digit. */
export const NO_DIGIT: u32 = 255;
