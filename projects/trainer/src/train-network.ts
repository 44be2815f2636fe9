import {
  initialWeights,
  recipeSpec,
  runMilestones,
  trainingRun,
  Classifier,
  type LabelledImages,
  type Recipe,
  type RunCheckpoint,
  type RunEvent,
} from '#engine';
import { decodeFloat16, encodeFloat16, sha256Hex, type AnswerCalibration } from '#model';
import { nodeBackend } from './node-threads.ts';

/** What `trainNetwork` needs. */
export interface TrainNetworkOptions {
  readonly recipe: Recipe;
  readonly trainingSet: LabelledImages;
  /** Measured at every checkpoint. */
  readonly testSet: LabelledImages;
  /** The last checkpoint to reach, e.g. `5x`; the schedule stays that of the full run. */
  readonly stopAfter?: string;
  /** How many threads learn, 1 to 32; as many as pay unless given. */
  readonly threads?: number;
  readonly signal?: AbortSignal;
}

/** MNIST's images are 28x28. */
const INPUTS = 784;
const MNIST_TRAINING_IMAGES = 60_000;

/**
 * Trains a network on the CPU and reports progress and checkpoints as they come.
 * The same recipe and images give the same bytes on every machine, with any number of threads.
 * @throws RangeError for options that do not fit together; the signal's reason when aborted
 */
export function trainNetwork(options: TrainNetworkOptions): AsyncGenerator<RunEvent> {
  const { recipe, trainingSet, testSet, stopAfter, threads, signal } = options;
  return trainingRun({
    recipe,
    trainingSet,
    evaluationSet: testSet,
    backend: nodeBackend(threads),
    ...(stopAfter !== undefined && { stopAfter }),
    ...(signal && { signal }),
  });
}

/** The random weights that a recipe starts from, as a checkpoint of MNIST's timeline. */
export async function untrainedNetwork(
  recipe: Recipe,
  testSet?: LabelledImages,
): Promise<RunCheckpoint> {
  const spec = recipeSpec(recipe, INPUTS);
  const weights = initialWeights(spec, recipe.seed).map((layer) => ({
    weights: decodeFloat16(encodeFloat16(layer.weights)),
    biases: decodeFloat16(encodeFloat16(layer.biases)),
  }));
  const [milestone] = runMilestones(MNIST_TRAINING_IMAGES, recipe, 'initial');
  if (!milestone) throw new Error('milestones: expected the initial weights first, found nothing');
  const base = { kind: 'checkpoint', milestone, imagesSeen: 0, batchesSeen: 0, weights } as const;
  if (!testSet) return base;
  const classifier = await Classifier.create(spec);
  return { ...base, accuracy: classifier.accuracy(weights, testSet) };
}

/**
 * The manifest's `training` block: all that decides the bytes, nothing that differs between machines.
 * @param version of the trainer
 * @param trained what was learned from, and how far its last answers can be trusted
 */
export function trainingRecord(
  recipe: Recipe,
  version: string,
  { trainingSet, answer }: { trainingSet?: LabelledImages; answer?: AnswerCalibration } = {},
): Record<string, unknown> {
  return {
    recipe,
    engine: 'wasm-simd',
    trainer: version,
    ...(answer && { answer }),
    ...(trainingSet && {
      training_set: {
        images: trainingSet.labels.length,
        pixels_sha256: sha256Hex(trainingSet.pixels),
        labels_sha256: sha256Hex(trainingSet.labels),
      },
    }),
  };
}
