import type { LayerSpec } from '#model';
import { at } from '../at.ts';
import type { LearningSetup } from '../learning-backend.ts';

/** Values in a vector: matrices lie in GPU memory as rows of `vec4f`, padded with zeros. */
export const LANES = 4;

/** Images that a workgroup of `learnImages` takes together. */
export type ImageTile = 1 | 2 | 4;

/** What suits an adapter, and what it has. */
export interface DeviceProfile {
  /** Of a workgroup: a power of two, 16 to 256. */
  readonly threads: number;
  /** Multiplications of a submission at most: a fraction of a second, far from any watchdog. */
  readonly work: number;
  /** Bytes of workgroup memory that there are. */
  readonly workgroupLimit: number;
  /** Whether kernels may use WebGPU's `subgroups`. */
  readonly subgroups: boolean;
  /** Instead of what the plan would choose. */
  readonly imageTile?: ImageTile;
}

/** What every adapter has (WebGPU's default limits). */
const LEAST = { workgroupLimit: 16_384, subgroups: false };
/** The most threads that every adapter allows, since a step is a few workgroups only. */
export const HARDWARE_PROFILE: DeviceProfile = { threads: 256, work: 8e9, ...LEAST };
/** A program on the CPU takes turns with its threads: few, with more to do each. */
export const SOFTWARE_PROFILE: DeviceProfile = { threads: 16, work: 2.5e8, ...LEAST };

/** Rows and vectors of the piece of a weight matrix that a workgroup updates. */
export const TILE = { rows: 32, columns: 8 } as const;

/**
 * Bytes of weights behind the first layer that are worth a tile of images: several times the cache of a
 * GPU's core (128 to 256 KB), so that each image would have them from further away.
 */
const TILED_BYTES = 2 ** 20;
/** Workgroups that a batch is at least cut into where it is tiled: a laptop's GPU has about as many cores. */
const LEAST_WORKGROUPS = 32;

/** Steps of a submission at most, so that progress and Ctrl-C come through. */
const MOST_STEPS = 64;
/** Images of a submission at most: a workgroup each augments them. */
const MOST_SLOTS = 65_535;
/** Bytes of augmented images in a submission at most. */
const MOST_AUGMENTED_BYTES = 64 * 2 ** 20;

/** Where a dense layer is in GPU memory; all positions and sizes in vectors. */
export interface GpuLayer {
  readonly spec: LayerSpec;
  /** Vectors in a row. */
  readonly columns: number;
  /** The first of `inputs` rows of weights, `[in][column]`; the biases are one row more. */
  readonly parameters: number;
  /** Outputs behind the ReLU, `[image][column]`, among the signals. */
  readonly activations: number;
  /** Gradient of the mean loss by the pre-activations, `[image][column]`, among the signals. */
  readonly deltas: number;
  /** Tiles of the layer: `down` times `across`, `first` is the number of their first. */
  readonly tiles: { readonly first: number; readonly down: number; readonly across: number };
}

/** Everything about sizes and places that kernels and buffers have to agree on. */
export interface GpuPlan {
  readonly layers: readonly GpuLayer[];
  /** Of a workgroup, a power of two up to the vectors of a tile. */
  readonly threads: number;
  /** Images that a workgroup of `learnImages` takes together; a batch's last tile may be short of some. */
  readonly imageTile: ImageTile;
  /** Whether the device has to have WebGPU's `subgroups`. */
  readonly subgroups: boolean;
  /** u32 words that an image's pixels take, four to a word. */
  readonly imageWords: number;
  /** What a pixel's byte is multiplied with, and what is added, to normalise it. */
  readonly pixelScale: number;
  readonly pixelShift: number;
  readonly maxBatchSize: number;
  /** Steps that are encoded into one submission. */
  readonly stepsAtOnce: number;
  /** Images of a submission at most. */
  readonly slots: number;
  /** Vectors of all parameters; moments and averages have as many each. */
  readonly parameters: number;
  /** Vectors of all signals. */
  readonly signals: number;
  /** Sums of the first layer's weights, `[tile down][column]`, among the signals. */
  readonly weightSums: number;
  /** Tiles of all layers. */
  readonly tiles: number;
  readonly isAugmented: boolean;
  readonly averages: boolean;
  /** Bytes of the buffers that depend on network and images. */
  readonly bytes: {
    readonly pixels: number;
    readonly labels: number;
    readonly augmented: number;
    readonly parameters: number;
    readonly moments: number;
    readonly signals: number;
  };
  /** Bytes of workgroup memory of the kernel that needs most. */
  readonly workgroupBytes: number;
}

/** What a plan depends on. */
export type PlannedSetup = Pick<
  LearningSetup,
  'spec' | 'trainingSet' | 'spareImages' | 'maxBatchSize' | 'augmentation' | 'averaging'
>;

/** Plans how a network and its images lie in GPU memory. */
export function planGpu(setup: PlannedSetup, profile = HARDWARE_PROFILE): GpuPlan {
  const { threads, subgroups } = profile;
  const { spec, trainingSet, spareImages = 0, maxBatchSize } = setup;
  const { augmentation, averaging = 0 } = setup;
  const { mean, std } = spec.normalization;
  let parameters = 0;
  let signals = 0;
  let tiles = 0;
  const take = (columns: number): number => {
    const first = signals;
    signals += maxBatchSize * columns;
    return first;
  };
  const layers = spec.layers.map((layer): GpuLayer => {
    const columns = Math.ceil(layer.outputs / LANES);
    const rows = layer.inputs + 1;
    const down = Math.ceil(rows / TILE.rows);
    const across = Math.ceil(columns / TILE.columns);
    const placed = {
      ...{ spec: layer, columns, parameters },
      ...{ activations: take(columns), deltas: take(columns) },
      tiles: { first: tiles, down, across },
    };
    parameters += rows * columns;
    tiles += down * across;
    return placed;
  });
  const weightSums = signals;
  const first = at(layers, 0);
  signals += first.tiles.down * first.columns;
  const imageWords = Math.ceil(first.spec.inputs / 4);
  const stepsAtOnce = stepsOf(profile, { parameters, maxBatchSize, imageWords });
  const slots = stepsAtOnce * maxBatchSize;
  const images = trainingSet.labels.length + spareImages;
  const imageTile = profile.imageTile ?? imageTileOf(layers, profile, maxBatchSize);
  const isAugmented = augmentation !== undefined;
  return {
    ...{ layers, threads, imageTile, subgroups, imageWords, maxBatchSize, stepsAtOnce, slots },
    ...{ parameters, signals, weightSums, tiles, isAugmented },
    pixelScale: 1 / (255 * std),
    pixelShift: -mean / std,
    averages: averaging > 0,
    bytes: {
      pixels: images * imageWords * 4,
      labels: images * 4,
      augmented: isAugmented ? slots * imageWords * 4 : 0,
      parameters: parameters * 16,
      moments: parameters * 32,
      signals: signals * 16,
    },
    workgroupBytes: Math.max(
      learningBytes(layers, threads, imageTile),
      UPDATE_BYTES,
      isAugmented ? AUGMENTING_BYTES : 0,
    ),
  };
}

/** As many steps as make a submission, one at least: forward, and two products back, are a step's work. */
function stepsOf(
  { work }: DeviceProfile,
  sizes: Pick<GpuPlan, 'parameters' | 'maxBatchSize' | 'imageWords'>,
): number {
  const { parameters, maxBatchSize, imageWords } = sizes;
  const byWork = Math.floor(work / (3 * LANES * parameters * maxBatchSize));
  const bySlots = Math.floor(MOST_SLOTS / maxBatchSize);
  const byBytes = Math.floor(MOST_AUGMENTED_BYTES / (maxBatchSize * imageWords * 4));
  return Math.max(1, Math.min(MOST_STEPS, byWork, bySlots, byBytes));
}

/**
 * As many images as leave workgroups enough and fit into workgroup memory, where the weights that they
 * would share are many. The first layer's are not shared: each image has ink in other places.
 */
function imageTileOf(
  layers: readonly GpuLayer[],
  { threads, workgroupLimit }: DeviceProfile,
  maxBatchSize: number,
): ImageTile {
  const shared = layers.slice(1).reduce((sum, { spec, columns }) => sum + spec.inputs * columns, 0);
  if (shared * 16 < TILED_BYTES) return 1;
  const fits = (tile: ImageTile): boolean =>
    maxBatchSize >= tile * LEAST_WORKGROUPS &&
    learningBytes(layers, threads, tile) <= workgroupLimit;
  return ([4, 2] as const).find(fits) ?? 1;
}

/**
 * Of `learn-images.wgsl.ts`, at most: an image's ink, two layers' signals of a tile of images, what threads
 * add up, and counts of ink.
 */
function learningBytes(layers: readonly GpuLayer[], threads: number, imageTile: number): number {
  const widest = Math.max(...layers.map(({ columns }) => columns * LANES));
  const inputs = Math.ceil(at(layers, 0).spec.inputs / 4) * 4;
  const sums = threads * (LANES + imageTile);
  return 4 * (inputs + 2 * widest * imageTile + sums + threads + 16);
}

/** Of `update-weights.wgsl.ts`: inputs and deltas of 32 images. */
const UPDATE_BYTES = 2 * 32 * TILE.columns * 16;
/** Of `augment-images.wgsl.ts`: an image, a pad, a field of displacements, and counters. */
const AUGMENTING_BYTES = 4 * (784 + 1600 + 72 + 8);
