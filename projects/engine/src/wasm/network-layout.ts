import type { LayerSpec, NetworkSpec } from '#model';
import type { RecordAddress } from './kernels.ts';
import type { MemoryPlan } from './memory-plan.ts';
import type { RecordField } from './memory-views.ts';
import type { AugmentationOptions } from '../run/recipe.ts';

/** Inputs are updated in so many chunks, as `assembly/layout.ts` has it. */
export const CHUNKS = 16;
/** Bytes of an entry of a list: u32 index, f32 value. */
const ENTRY_BYTES = 8;
const FLOAT_BYTES = 4;
const RADIANS = Math.PI / 180;

/** What a network in memory needs room for. */
export interface NetworkLayoutOptions {
  readonly maxBatchSize: number;
  /** Images that there will be to choose from at most. */
  readonly setSize: number;
  /** Whether it takes room for gradients and moments. */
  readonly learns: boolean;
  /** Whether it takes room for averages of the weights. */
  readonly averages?: boolean;
  readonly outlierWeight?: number;
  /** Draws images anew, from the seed, image by image. */
  readonly augmentation?: AugmentationOptions & { readonly seed: number };
}

/** Addresses of a dense layer; `assembly/layout.ts` says what is where. */
export interface LayerLayout {
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

/** Where a network and its batches are in a memory. */
export interface NetworkLayout {
  readonly layers: readonly LayerLayout[];
  /** Record of the batch at hand. */
  readonly batch: RecordAddress;
  readonly indices: number;
  readonly losses: number;
  readonly pixels: number;
  readonly labels: number;
  /** How images are drawn anew, where they are. */
  readonly augmentation?: { readonly record: RecordAddress; readonly seed: number };
}

/** Takes a place in memory for a network and its batches. */
export function placeNetwork(
  plan: MemoryPlan,
  spec: NetworkSpec,
  options: NetworkLayoutOptions,
): NetworkLayout {
  const { maxBatchSize, setSize, augmentation } = options;
  const inputs = spec.layers[0]?.inputs ?? 0;
  const { mean, std } = spec.normalization;
  const layers = spec.layers.map((layer, index) =>
    placeLayer(plan, layer, options, index === 0 ? -mean / std : 0),
  );
  const indices = plan.take(maxBatchSize * 4);
  const losses = plan.take(maxBatchSize * 8);
  const pixels = plan.take(setSize * inputs);
  const labels = plan.take(setSize);
  const drawn = augmentation ? plan.take(maxBatchSize * inputs) : 0;
  const batch = plan.record([
    { u32: 0 },
    { u32: pixels },
    { f32: 1 / (255 * std) },
    ...[labels, indices, losses, drawn].map((u32) => ({ u32 })),
    { f32: options.outlierWeight ?? 1 },
  ]);
  return {
    ...{ layers, batch, indices, losses, pixels, labels },
    ...(augmentation && {
      augmentation: {
        record: plan.record(augmentationFields(augmentation)),
        seed: augmentation.seed,
      },
    }),
  };
}

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

function placeLayer(
  plan: MemoryPlan,
  spec: LayerSpec,
  { maxBatchSize, learns, averages }: NetworkLayoutOptions,
  shift: number,
): LayerLayout {
  const width = Math.ceil(spec.outputs / 4) * 4;
  // One entry more than a list can hold: `activate` writes before it knows whether to keep.
  const stride = spec.inputs + 1;
  const matrix = spec.inputs * width * FLOAT_BYTES;
  const row = width * FLOAT_BYTES;
  const takeToLearn = (bytes: number): number => (learns ? plan.take(bytes) : 0);
  const takeToAverage = (bytes: number): number => (averages ? plan.take(bytes) : 0);
  const weights = plan.take(matrix);
  const bias = plan.take(row);
  const preActivations = plan.take(maxBatchSize * row);
  const averaged = { weights: takeToAverage(matrix), bias: takeToAverage(row) };
  const record = plan.record([
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
    { u32: plan.take(CHUNKS * row) },
    { u32: plan.take(row) },
    { u32: plan.take(maxBatchSize * stride * ENTRY_BYTES) },
    { u32: plan.take(maxBatchSize * (CHUNKS + 1) * 4) },
    { u32: takeToLearn(spec.inputs * maxBatchSize * ENTRY_BYTES) },
    { u32: takeToLearn(spec.inputs * 4) },
    { u32: preActivations },
    { u32: takeToLearn(maxBatchSize * row) },
    { u32: averaged.weights },
    { u32: averaged.bias },
  ]);
  const layer = { spec, record, width, weights, bias, preActivations };
  return averages ? { ...layer, averages: averaged } : layer;
}
