import {
  IMAGE_SIZE,
  NO_DIGIT,
  type LabelledImages,
  type NetworkSpec,
  type NetworkWeights,
} from '#model';
import type { Optimizer } from './optimizer.ts';
import type { AugmentationOptions } from './run/recipe.ts';

/** How images are augmented, and what all random numbers of it come from. */
export interface SeededAugmentation extends AugmentationOptions {
  /** Whole number, 0 to 2^32 - 1. */
  readonly seed: number;
}

/** All that a backend's further steps come from: one that begins with it goes on where the other was. */
export interface LearnedState {
  readonly weights: NetworkWeights;
  /** What the optimizer remembers of each parameter: its mean gradient, and its mean squared one. */
  readonly firstMoments: NetworkWeights;
  readonly secondMoments: NetworkWeights;
  /** Steps taken. */
  readonly steps: number;
  /** Sum of cross-entropies since it was last taken, nats. */
  readonly loss: number;
}

/** What a backend needs to start learning. */
export interface LearningSetup {
  readonly spec: NetworkSpec;
  readonly initialWeights: NetworkWeights;
  /** Where it goes on, instead of the initial weights; for setups without augmentation and averaging. */
  readonly from?: LearnedState;
  readonly trainingSet: LabelledImages;
  /** Room for so many further images, which `addImages` brings. */
  readonly spareImages?: number;
  /** The largest batch that `step` will be given. */
  readonly maxBatchSize: number;
  readonly optimizer: Optimizer;
  /**
   * Augments the training set's images of 28x28 at each step, each as the seed and its number in the run say.
   * Further images are never augmented.
   */
  readonly augmentation?: SeededAugmentation;
  /** Weight of the loss of images that are no digit, whose target is the uniform distribution. */
  readonly outlierWeight?: number;
  /** Decay of the moving average of the weights; without, the weights are not averaged. */
  readonly averaging?: number;
}

/**
 * Learns by mini-batch gradient descent on softmax cross-entropy; implemented by a plain reference, by
 * WebAssembly and by WebGPU. The same calls give the same bytes in every run: on every machine, or on
 * every GPU of a kind. Steps may be taken later than they are asked for; whatever is read is as it is after
 * those that were asked for before it, and nobody has to wait with the next step until it has been read. Steps and what is read throw when learning cannot go on.
 */
export interface LearningBackend {
  /** For people and manifests: `reference`, `wasm-simd`, `webgpu`. */
  readonly name: string;
  /** Where it is set there is enough to do: await it before the next step. */
  readonly busy?: Promise<void> | undefined;
  /**
   * The training set's ink where the backend learns from it, `[image][in]`, if it can be read there: whoever has the ink
   * only for this may let go of it.
   */
  readonly trainingInk?: Uint8Array;
  /**
   * One step of the optimizer on the mean gradient of these images of the training set.
   * @param indices positions in the training set, `[batch]`
   * @param weightDecay instead of the optimizer's
   * @throws RangeError when the batch is empty, too large or reaches outside the set
   */
  step(indices: Uint32Array, learningRate: number, weightDecay?: number): void;
  /**
   * Puts further images behind the training set: those of all later steps see them.
   * @param first position of the first of them, from the training set's end on
   * @throws RangeError when they do not fit into the room that the setup asked for
   */
  addImages(first: number, images: LabelledImages): void;
  /**
   * Sum of cross-entropies (nats) of all images stepped on since the loss was last taken. How often it is
   * asked for makes no difference, not even in the last bit.
   */
  loss(): Promise<number>;
  /** The same, and from then on it begins at 0. */
  takeLoss(): Promise<number>;
  /**
   * A copy of the current weights, averaged if the setup says so.
   * @param into of the same network, nobody else's: written over and given back where that saves memory
   */
  weights(into?: NetworkWeights): Promise<NetworkWeights>;
  /**
   * A copy of all that further steps come from, after those that were asked for.
   * @throws RangeError for a setup with augmentation or averaging, which have more to remember
   */
  state(): Promise<LearnedState>;
  /** Lets go of threads and memory; nothing else may be asked afterwards. */
  close(): Promise<void>;
}

/**
 * Makes a backend ready to learn.
 * @throws RangeError when the setup does not fit together
 */
export type BackendFactory = (setup: LearningSetup) => Promise<LearningBackend>;

/** Throws RangeError unless network, images and labels fit together. */
export function checkSetup(setup: LearningSetup): void {
  const { spec, trainingSet, maxBatchSize, augmentation, averaging, from } = setup;
  const last = spec.layers.length - 1;
  spec.layers.forEach(({ name, activation }, index) => {
    const expected = index === last ? 'linear' : 'relu';
    if (activation !== expected) {
      throw new RangeError(`layer ${name}: expected activation ${expected}, found ${activation}`);
    }
  });
  const inputs = spec.layers[0]?.inputs ?? 0;
  if (augmentation && inputs !== IMAGE_SIZE ** 2) {
    throw new RangeError(`augmentation: expected images of 28x28 pixels, found ${inputs} pixels`);
  }
  checkImages('training set', spec, trainingSet);
  if (from) {
    checkContinuing({ augmentation, averaging });
    for (const part of [from.weights, from.firstMoments, from.secondMoments]) {
      checkWeights(spec, part);
    }
  }
  if (!Number.isInteger(maxBatchSize) || maxBatchSize < 1) {
    throw new RangeError(`maxBatchSize: expected a positive whole number, found ${maxBatchSize}`);
  }
}

/** Throws RangeError for a setup whose state is more than `LearnedState`. */
export function checkContinuing({
  augmentation,
  averaging = 0,
}: {
  readonly augmentation?: SeededAugmentation | undefined;
  readonly averaging?: number | undefined;
}): void {
  if (!augmentation && averaging === 0) return;
  throw new RangeError(
    'state: expected a run without augmentation and averaging, found one with them',
  );
}

function checkImages(name: string, { layers }: NetworkSpec, images: LabelledImages): void {
  const { pixels, labels } = images;
  const inputs = layers[0]?.inputs ?? 0;
  const classes = layers.at(-1)?.outputs ?? 0;
  if (labels.length === 0 || pixels.length !== labels.length * inputs) {
    throw new RangeError(
      `${name}: expected ${inputs} pixels for each label and at least one label, ` +
        `found ${pixels.length} pixels and ${labels.length} labels`,
    );
  }
  const unknown = labels.find((label) => label >= classes && label !== NO_DIGIT);
  if (unknown !== undefined) {
    throw new RangeError(`${name}: expected labels below ${classes}, found ${unknown}`);
  }
}

/** Throws RangeError unless there are as many initial weights and biases as the network has. */
export function checkWeights(
  { layers }: Pick<NetworkSpec, 'layers'>,
  weights: NetworkWeights,
): void {
  layers.forEach(({ name, inputs, outputs }, index) => {
    const found = weights[index];
    if (found?.weights.length === inputs * outputs && found.biases.length === outputs) return;
    throw new RangeError(
      `layer ${name}: expected ${outputs}x${inputs} weights and ${outputs} biases, ` +
        `found ${found?.weights.length ?? 0} and ${found?.biases.length ?? 0}`,
    );
  });
}

/** Throws RangeError unless the batch has 1 to `maxBatchSize` positions inside the training set. */
export function checkBatch(
  { maxBatchSize, trainingSet, spareImages = 0 }: LearningSetup,
  indices: Uint32Array,
): void {
  const count = trainingSet.labels.length + spareImages;
  if (indices.length === 0 || indices.length > maxBatchSize) {
    throw new RangeError(`batch: expected 1 to ${maxBatchSize} images, found ${indices.length}`);
  }
  const outside = indices.find((index) => index >= count);
  if (outside !== undefined) {
    throw new RangeError(`batch: expected positions below ${count}, found ${outside}`);
  }
}

/** Throws RangeError unless images fit behind the training set, with labels that the network has outputs for. */
export function checkAddedImages(
  { spec, trainingSet, spareImages = 0 }: LearningSetup,
  first: number,
  { pixels, labels }: LabelledImages,
): void {
  const start = trainingSet.labels.length;
  const end = start + spareImages;
  if (first < start || first + labels.length > end) {
    throw new RangeError(
      `further images: expected positions from ${start} up to ${end}, ` +
        `found ${first} up to ${first + labels.length}`,
    );
  }
  checkImages('further images', spec, { pixels, labels });
}
