import type { LayerSpec, NetworkSpec } from '#model';
import { at } from '../at.ts';
import { LAYOUT } from './kernel-layout.ts';
import type { KernelRecord, RecordAddress } from './kernel-record.ts';
import type { MemoryPlan } from './memory-plan.ts';
import type { SeededAugmentation } from '../learning-backend.ts';

const { CHUNKS } = LAYOUT;
const ENTRY_BYTES = 1 << LAYOUT.ENTRY_SHIFT;
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
  /** How images are augmented, where they are, and how many of the set, from its beginning. */
  readonly augmentation?: SeededAugmentation & { readonly imageCount: number };
}

/** Addresses of a dense layer; `assembly/layout.ts` says what is where. */
export interface LayerLayout {
  readonly spec: LayerSpec;
  readonly record: RecordAddress<'Layer'>;
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
  readonly batch: RecordAddress<'Batch'>;
  readonly indices: number;
  readonly losses: number;
  readonly pixels: number;
  readonly labels: number;
  /** How images are augmented, where they are. */
  readonly augmentation?: { readonly record: RecordAddress<'Augmentation'> };
}

/** Takes a place in memory for a network and its batches. */
export function placeNetwork(
  plan: MemoryPlan,
  spec: NetworkSpec,
  options: NetworkLayoutOptions,
): NetworkLayout {
  const { maxBatchSize, setSize, augmentation } = options;
  const { inputs } = at(spec.layers, 0);
  const { mean, std } = spec.normalization;
  const layers = spec.layers.map((layer, index) =>
    placeLayer(plan, layer, options, index === 0 ? -mean / std : 0),
  );
  const indices = plan.take(maxBatchSize * 4);
  const losses = plan.take(maxBatchSize * 8);
  const pixels = plan.take(setSize * inputs);
  const labels = plan.take(setSize);
  const augmented = augmentation ? plan.take(maxBatchSize * inputs) : 0;
  const batch = plan.record('Batch', {
    ...{ size: 0, pixels, scale: 1 / (255 * std) },
    ...{ labels, indices, losses, augmented },
    outlierWeight: options.outlierWeight ?? 1,
  });
  return {
    ...{ layers, batch, indices, losses, pixels, labels },
    ...(augmentation && {
      augmentation: { record: plan.record('Augmentation', augmentationRecord(augmentation)) },
    }),
  };
}

/** How the images of a batch are augmented, the first of them being the first of the run. */
export function augmentationRecord(
  options: SeededAugmentation & { readonly imageCount: number },
): KernelRecord<'Augmentation'> {
  return { ...options, rotation: options.rotation * RADIANS, firstImage: 0 };
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
  const record = plan.record('Layer', {
    inputs: spec.inputs,
    outputs: spec.outputs,
    width,
    stride,
    columnStride: maxBatchSize,
    isRelu: spec.activation === 'relu' ? 1 : 0,
    shift,
    weights,
    weightFirst: takeToLearn(matrix),
    weightSecond: takeToLearn(matrix),
    bias,
    biasFirst: takeToLearn(row),
    biasSecond: takeToLearn(row),
    weightSums: plan.take(CHUNKS * row),
    foldedBias: plan.take(row),
    lists: plan.take(maxBatchSize * stride * ENTRY_BYTES),
    starts: plan.take(maxBatchSize * (CHUNKS + 1) * 4),
    columns: takeToLearn(spec.inputs * maxBatchSize * ENTRY_BYTES),
    columnCounts: takeToLearn(spec.inputs * 4),
    preActivations,
    deltas: takeToLearn(maxBatchSize * row),
    weightAverages: averaged.weights,
    biasAverages: averaged.bias,
  });
  const layer = { spec, record, width, weights, bias, preActivations };
  return averages ? { ...layer, averages: averaged } : layer;
}
