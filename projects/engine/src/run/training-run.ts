import {
  decodeFloat16,
  encodeFloat16,
  milestones,
  perceptronSpec,
  type Milestone,
  type NetworkSpec,
  type NetworkWeights,
  type LabelledImages,
  Random,
} from '#model';
import { planBatches } from './batch-plan.ts';
import { Classifier } from '../wasm/classifier.ts';
import { Companions, type CompanionMakers } from './companions.ts';
import { giveTurn, inTurns } from './in-turns.ts';
import { initialWeights } from './initial-weights.ts';
import { loadKernels } from '../wasm/kernels.ts';
import type { BackendFactory, LearningBackend } from '../learning-backend.ts';
import { learningRateAt } from './learning-rate.ts';
import type { Recipe } from './recipe.ts';

/** The weights at a milestone and what was measured there. */
export interface RunCheckpoint {
  readonly kind: 'checkpoint';
  readonly milestone: Milestone;
  /** Exactly the milestone's target. */
  readonly imagesSeen: number;
  /** Optimiser steps taken. */
  readonly batchesSeen: number;
  readonly weights: NetworkWeights;
  /** Mean cross-entropy (nats) over the images of the current pass; none before the first image. */
  readonly averageTrainingLoss?: number;
  /** Share of the evaluation set classified right, 0..1, with the weights rounded to float16. */
  readonly accuracy?: number;
}

/** How far the run is, a few times a second. */
export interface RunProgress {
  readonly kind: 'progress';
  readonly imagesSeen: number;
  readonly totalImages: number;
  readonly averageTrainingLoss: number;
  readonly learningRate: number;
}

/** What a training run reports. */
export type RunEvent = RunCheckpoint | RunProgress;

/** What a training run needs. */
export interface TrainingRunOptions {
  readonly recipe: Recipe;
  readonly trainingSet: LabelledImages;
  /** Measured at every checkpoint when given. */
  readonly evaluationSet?: LabelledImages;
  readonly backend: BackendFactory;
  /** For recipes with drawings or outliers. */
  readonly companionMakers?: CompanionMakers;
  /** The last checkpoint to reach, e.g. `5x` or `40k`; the schedule stays that of the full run. */
  readonly stopAfter?: string;
  /** Aborts the run: the iteration throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** Milliseconds; the page's or process's clock unless a test brings its own. */
  readonly now?: () => number;
}

/** Digits. */
const CLASSES = 10;
/** Passes over the data that every run makes, whatever fewer its recipe asks for. */
export const SCHEDULED_EPOCHS = 50;
const PROGRESS_INTERVAL_MS = 100;
/** Shuffling draws from another stream than the initial weights, which take their seed as it is. */
const SHUFFLE_STREAM = 0x5bf03635;

/** The network that a recipe asks for: `[inputs, ...hiddenDims, 10]`. */
export function recipeSpec(recipe: Recipe, inputs: number): NetworkSpec {
  return perceptronSpec([inputs, ...recipe.hiddenDims, CLASSES]);
}

/**
 * The checkpoints of a run, up to `stopAfter` if given.
 * @throws RangeError when there is no such checkpoint; it lists those there are
 */
export function runMilestones(
  datasetSize: number,
  recipe: Recipe,
  stopAfter?: string,
): Milestone[] {
  const all = milestones(datasetSize, Math.max(SCHEDULED_EPOCHS, recipe.epochs));
  if (stopAfter === undefined) return all;
  const index = findMilestone(all, stopAfter);
  if (index === -1) {
    const names = all.map(({ id }) => id.replace(/^(approx|dataset)_/, '').replace('_', '.'));
    throw new RangeError(`stop after: expected one of ${names.join(', ')}; found ${stopAfter}`);
  }
  return all.slice(0, index + 1);
}

/** Position of the checkpoint called `name`: its id, or short `10x`, `40k`; -1 when there is none. */
export function findMilestone(all: readonly { readonly id: string }[], name: string): number {
  const slug = name.replace('.', '_');
  return all.findIndex(({ id }) => [slug, `dataset_${slug}`, `approx_${slug}`].includes(id));
}

/**
 * Trains a network from random weights, checkpoint by checkpoint.
 * The same recipe and images give the same bytes on every machine; `stopAfter` only cuts the run.
 * @throws RangeError when options do not fit together, the signal's reason when aborted
 */
export async function* trainingRun(options: TrainingRunOptions): AsyncGenerator<RunEvent> {
  const { recipe, trainingSet, evaluationSet, signal, now = () => performance.now() } = options;
  const datasetSize = trainingSet.labels.length;
  const targets = runMilestones(datasetSize, recipe, options.stopAfter);
  const boundaries = runMilestones(datasetSize, recipe).map(({ targetImages }) => targetImages);
  const totalSteps = [...planBatches(boundaries, datasetSize, recipe.batchSize)].length;
  const totalImages = targets.at(-1)?.targetImages ?? 0;
  const spec = recipeSpec(recipe, trainingSet.pixels.length / datasetSize);
  const { cos } = (await loadKernels()).kernels;
  const classifier = evaluationSet && (await Classifier.create(spec));
  const { outliers, augmentation, averaging } = recipe;
  const companions = new Companions(recipe, trainingSet, options.companionMakers);
  const backend = await options.backend({
    spec,
    initialWeights: initialWeights(spec, recipe.seed),
    trainingSet: companions.images,
    maxBatchSize: recipe.batchSize + companions.perBatch,
    adam: recipe.adam,
    ...(outliers && { outlierWeight: outliers.weight }),
    ...(augmentation && { augmentation: { ...augmentation, seed: recipe.seed } }),
    ...(averaging !== undefined && { averaging }),
  });
  try {
    const order = new ImageOrder(datasetSize, Random.fromSeed(recipe.seed ^ SHUFFLE_STREAM));

    const loss = new PassLoss(backend);
    let steps = 0;
    let reported = now();
    const checkpoint = async (milestone: Milestone): Promise<RunCheckpoint> => {
      const weights = (await backend.weights()).map(roundToFloat16);
      const averageTrainingLoss = await loss.average();
      const measured = evaluationSet && classifier?.accuracySteps(weights, evaluationSet);
      return {
        kind: 'checkpoint',
        milestone,
        imagesSeen: milestone.targetImages,
        batchesSeen: steps,
        weights,
        ...(averageTrainingLoss !== undefined && { averageTrainingLoss }),
        ...(measured && { accuracy: await inTurns(measured, signal) }),
      };
    };

    let reached = 0;
    signal?.throwIfAborted();
    for (const { start, size } of planBatches(boundaries, datasetSize, recipe.batchSize)) {
      // Milestones lie on boundaries of batches, the initial weights before the first.
      const milestone = targets[reached];
      if (milestone?.targetImages === start) {
        yield await checkpoint(milestone);
        reached += 1;
      }
      if (start >= totalImages) return;
      const rate = learningRateAt(steps, totalSteps, recipe.learningRate, recipe.schedule, cos);
      if (start % datasetSize === 0) loss.startPass();
      const { indices, digits } = companions.join(order.take(start, size));
      if (backend.busy) await backend.busy;
      backend.step(indices, rate);
      loss.add(digits);
      steps += 1;
      if (now() - reported >= PROGRESS_INTERVAL_MS) {
        await giveTurn();
        signal?.throwIfAborted();
        reported = now();
        const imagesSeen = start + size;
        const averageTrainingLoss = (await loss.average()) ?? 0;
        yield {
          kind: 'progress',
          imagesSeen,
          totalImages,
          averageTrainingLoss,
          learningRate: rate,
        };
      }
    }
    const final = targets[reached];
    if (final) yield await checkpoint(final);
  } finally {
    await backend.close();
  }
}

/** The order in which a run meets the images: a new shuffle each pass. */
class ImageOrder {
  private readonly order: Uint32Array;
  private readonly random: Random;

  constructor(datasetSize: number, random: Random) {
    this.order = Uint32Array.from({ length: datasetSize }, (_, index) => index);
    this.random = random;
  }

  /** The images of a batch; batches have to be taken one after another and end with a pass. */
  take(start: number, size: number): Uint32Array {
    const offset = start % this.order.length;
    if (offset === 0) this.random.shuffle(this.order);
    return this.order.subarray(offset, offset + size);
  }
}

/** Mean loss over the digits of the current pass. */
class PassLoss {
  private readonly backend: LearningBackend;
  private digits = 0;

  constructor(backend: LearningBackend) {
    this.backend = backend;
  }

  startPass(): void {
    // Nobody waits for what the last pass ended with; where the backend failed, the next step says so.
    this.backend.takeLoss().catch(() => undefined);
    this.digits = 0;
  }

  add(digits: number): void {
    this.digits += digits;
  }

  async average(): Promise<number | undefined> {
    return this.digits === 0 ? undefined : (await this.backend.loss()) / this.digits;
  }
}

function roundToFloat16({ weights, biases }: NetworkWeights[number]): NetworkWeights[number] {
  return {
    weights: decodeFloat16(encodeFloat16(weights)),
    biases: decodeFloat16(encodeFloat16(biases)),
  };
}
