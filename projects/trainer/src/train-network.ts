import {
  initialWeights,
  recipeRun,
  recipeSpec,
  runMilestones,
  trainingRun,
  Classifier,
  type BackendFactory,
  type GivenDigits,
  type Recipe,
  type RunCheckpoint,
  type RunEvent,
} from '#engine';
import {
  decodeFloat16,
  encodeFloat16,
  type AnswerCalibration,
  type LabelledImages,
  type NetworkWeights,
} from '#model';
import { createHash } from 'node:crypto';
import { defaultThreads, nodeBackend } from './node-threads.ts';
import { SideThreads } from './side-threads.ts';

/** What `trainNetwork` needs. */
export interface TrainNetworkOptions {
  readonly recipe: Recipe;
  readonly trainingSet: LabelledImages;
  /** Measured at every checkpoint. */
  readonly testSet: LabelledImages;
  /** Digits of people, for example, that join batches beside what the recipe makes. */
  readonly given?: GivenDigits;
  /** What is learned on from instead of random weights; of the recipe's network. */
  readonly initialWeights?: NetworkWeights;
  /** The last checkpoint to reach, e.g. `5x`; the schedule stays that of the full run. */
  readonly stopAfter?: string;
  /** How many threads learn, 1 to 32; as many as pay unless given. */
  readonly threads?: number;
  /** What learns instead of threads on the CPU: `nodeGpuBackend()`. */
  readonly backend?: BackendFactory;
  readonly signal?: AbortSignal;
}

/** MNIST's images are 28x28. */
const INPUTS = 784;
const MNIST_TRAINING_IMAGES = 60_000;
const CPU_ENGINE = { engine: 'wasm-simd' } as const;

/**
 * Trains a network, on the CPU unless told otherwise, and reports progress and checkpoints as they come.
 * The same recipe and images give the same bytes on every machine, with any number of threads; on a GPU
 * they do in every run.
 * @throws RangeError for options that do not fit together; the signal's reason when aborted; GpuError
 */
export async function* trainNetwork(options: TrainNetworkOptions): AsyncGenerator<RunEvent> {
  const { recipe, trainingSet, testSet, stopAfter, threads = defaultThreads(), signal } = options;
  const spec = recipeSpec(recipe, INPUTS);
  const side = new SideThreads({ spec, trainingSet, evaluationSet: testSet }, threads);
  try {
    const run = await recipeRun(recipe, trainingSet, {
      makers: {
        drawn: (range) => side.run({ kind: 'drawn', range }),
        rare: (range) => side.run({ kind: 'rare', range }),
        shapes: (range) => side.run({ kind: 'shapes', range }),
        outliers: (range) => side.run({ kind: 'outliers', range }),
      },
      ...(stopAfter !== undefined && { stopAfter }),
      ...(options.given && { given: options.given }),
      ...(options.initialWeights && { initialWeights: options.initialWeights }),
    });
    yield* trainingRun({
      ...run,
      backend: options.backend ?? nodeBackend(threads),
      evaluation: (weights) => side.run({ kind: 'evaluation', weights }),
      ...(signal && { signal }),
    });
  } finally {
    await side.close();
  }
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

/** What a run started from instead of random weights: enough to know the same ones again. */
export interface StartedFrom {
  /** Without its folder. */
  readonly file: string;
  /** Id of the checkpoint in it. */
  readonly checkpoint: string;
  /** Of all weights and biases, layer by layer, as little-endian float32, as the run began with them. */
  readonly weights_sha256: string;
  /** How ink counted for the network, where the file does not say it. */
  readonly ink?: string;
}

/** What a network was trained with. */
export interface TrainedWith {
  readonly startedFrom?: StartedFrom;
  readonly trainingSet?: LabelledImages;
  readonly given?: GivenDigits;
  readonly answer?: AnswerCalibration;
  /** What learned, and on which GPU; the CPU unless given. */
  readonly engine?: { readonly engine: string; readonly adapter?: string };
}

/**
 * The manifest's `training` block: all that decides the bytes, nothing else that differs between machines.
 * @param version of the trainer
 * @param trained what was learned from and with, and how far its last answers can be trusted
 */
export function trainingRecord(
  recipe: Recipe,
  version: string,
  { startedFrom, trainingSet, given, answer, engine = CPU_ENGINE }: TrainedWith = {},
): Record<string, unknown> {
  return {
    recipe,
    ...engine,
    trainer: version,
    ...(startedFrom && { init_from: startedFrom }),
    ...(answer && { answer }),
    ...(trainingSet && {
      training_set: {
        images: trainingSet.labels.length,
        pixels_sha256: hashOf(trainingSet.pixels),
        labels_sha256: hashOf(trainingSet.labels),
      },
    }),
    ...(given && {
      strokes: {
        share: given.share,
        images: given.images.labels.length,
        pixels_sha256: hashOf(given.images.pixels),
        labels_sha256: hashOf(given.images.labels),
      },
    }),
  };
}

/** SHA-256 by OpenSSL: a set of images takes JavaScript a third of a second. */
function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
