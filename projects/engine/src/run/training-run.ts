import {
  decodeFloat16,
  encodeFloat16,
  type LabelledImages,
  type Milestone,
  type NetworkWeights,
} from '#model';
import type { BackendFactory, LearningBackend, LearningSetup } from '../learning-backend.ts';
import { AuxiliaryImages, type AuxiliaryKind } from './auxiliary-images.ts';
import { planBatches } from './batch-plan.ts';
import { ImageOrder } from './image-order.ts';
import { Measured, shifted } from './measured.ts';
import { PassLoss } from './pass-loss.ts';
import { letOthersRun, orAborted } from './waiting.ts';

/** The weights at a milestone and what was measured there. */
export interface RunCheckpoint {
  readonly kind: 'checkpoint';
  readonly milestone: Milestone;
  /** Exactly the milestone's target. */
  readonly imagesSeen: number;
  /** Optimiser steps taken. */
  readonly batchesSeen: number;
  /** Rounded to float16, as files have them. */
  readonly weights: NetworkWeights;
  /** Mean cross-entropy (nats) over the images of the current pass; none before the first image. */
  readonly averageTrainingLoss?: number;
  /** Share of the evaluation set classified right, 0..1, where the run has an evaluation. */
  readonly accuracy?: number;
}

/** How far the run is: a few times a second, and after each step that was asked for by itself. */
export interface RunProgress {
  readonly kind: 'progress';
  readonly imagesSeen: number;
  readonly batchesSeen: number;
  readonly totalImages: number;
  readonly averageTrainingLoss: number;
  /** Of the last step. */
  readonly learningRate: number;
  /** A copy of the weights as they are after the steps so far; ask before the run goes on. */
  readonly weights: () => Promise<NetworkWeights>;
}

/** What a training run reports. */
export type RunEvent = RunCheckpoint | RunProgress;

/** Measures weights: the share of an evaluation set that they classify right, 0..1. */
export type Evaluation = (weights: NetworkWeights) => Promise<number>;

/** What a training run needs. */
export interface TrainingRunOptions {
  /** What is learned from, and how. Room for batches is the run's business. */
  readonly setup: Omit<LearningSetup, 'maxBatchSize' | 'spareImages'>;
  readonly backend: BackendFactory;
  /** Images of the data set a step; the last batch before a checkpoint or a pass's end may be smaller. */
  readonly batchSize: number;
  /** The learning rate of a step; the first is 0. */
  readonly schedule: (step: number) => number;
  /** Where checkpoints are made, by ascending images; the run ends with the last. */
  readonly milestones: readonly Milestone[];
  /** Whole number, 0 to 2^32 - 1: the order of the images comes from it. */
  readonly seed: number;
  /** Images that are learned from beside the data set. */
  readonly auxiliary?: readonly AuxiliaryKind[];
  /** Measures every checkpoint. The run goes on meanwhile: the checkpoint is reported when it is measured. */
  readonly evaluation?: Evaluation;
  /** Aborts the run: the iteration throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** Milliseconds; the page's or process's clock unless a test brings its own. */
  readonly now?: () => number;
}

const PROGRESS_INTERVAL_MS = 100;

/**
 * Trains a network, checkpoint by checkpoint, while its events are iterated over. The same options give the
 * same bytes on every machine, paused or not, however long an evaluation takes.
 * @throws RangeError, from the iteration, when options do not fit together; the signal's reason when aborted;
 *   whatever backend, evaluation and makers of images throw
 */
export function trainingRun(options: TrainingRunOptions): TrainingRun {
  return new TrainingRun(options);
}

/** A run that can be held, taken step by step and given another rate. */
export class TrainingRun implements AsyncIterable<RunEvent> {
  private readonly options: TrainingRunOptions;
  private readonly events: AsyncGenerator<RunEvent>;
  private isHeld = false;
  /** Steps to take while it is held. */
  private stepsAskedFor = 0;
  private release: () => void = () => undefined;
  private chosenRate: number | undefined;

  constructor(options: TrainingRunOptions) {
    this.options = options;
    this.events = this.learn();
  }

  [Symbol.asyncIterator](): AsyncGenerator<RunEvent> {
    return this.events;
  }

  get isPaused(): boolean {
    return this.isHeld;
  }

  /** Holds the run before its next step. */
  pause(): void {
    this.isHeld = true;
  }

  /** Lets a paused run go on. */
  resume(): void {
    this.isHeld = false;
    this.stepsAskedFor = 0;
    this.release();
  }

  /** Takes one step and pauses; progress is reported after it. */
  step(): void {
    this.isHeld = true;
    this.stepsAskedFor += 1;
    this.release();
  }

  /** The rate of all further steps instead of the schedule's; the schedule's again when undefined. */
  setLearningRate(rate: number | undefined): void {
    this.chosenRate = rate;
  }

  private async *learn(): AsyncGenerator<RunEvent> {
    const { options } = this;
    const { setup, batchSize, milestones, signal, now = () => performance.now() } = options;
    const datasetSize = setup.trainingSet.labels.length;
    const targets = milestones.map(({ targetImages }) => targetImages);
    const totalImages = targets.at(-1) ?? 0;
    const auxiliary = new AuxiliaryImages(options.auxiliary ?? [], datasetSize);
    const order = new ImageOrder(datasetSize, options.seed);
    signal?.throwIfAborted();
    const backend = await options.backend({
      ...setup,
      maxBatchSize: batchSize + auxiliary.mostFor(batchSize),
      spareImages: auxiliary.count,
    });
    let isOpen = true;
    const addImages = (first: number, images: LabelledImages): void => {
      // Some may come when nobody learns any more.
      if (isOpen) backend.addImages(first, images);
    };
    try {
      const loss = new PassLoss(backend);
      const measuring: Measured<RunCheckpoint>[] = [];
      const reach = (milestone: Milestone, batchesSeen: number): void => {
        measuring.push(new Measured(this.checkpoint(backend, loss, milestone, batchesSeen)));
      };
      let steps = 0;
      let reached = 0;
      let reported = now();
      for (const { start, size } of planBatches(targets, datasetSize, batchSize)) {
        // Milestones lie on boundaries of batches, the initial weights before the first.
        const milestone = milestones[reached];
        if (milestone?.targetImages === start) {
          reach(milestone, steps);
          reached += 1;
        }
        if (measuring.length > 0) {
          // Without an evaluation there is nothing worth going on for meanwhile.
          yield* shifted(measuring, this.isHeld || !options.evaluation);
        }
        if (this.isHeld) await this.released(signal);
        const missing = auxiliary.ready(steps, addImages);
        if (missing) await orAborted(missing, signal);
        if (start % datasetSize === 0) loss.startPass();
        const learningRate = this.chosenRate ?? options.schedule(steps);
        const { indices, digits } = auxiliary.join(order.take(start, size), steps);
        if (backend.busy) await backend.busy;
        backend.step(indices, learningRate);
        loss.add(digits);
        steps += 1;
        if (this.isHeld || now() - reported >= PROGRESS_INTERVAL_MS) {
          await letOthersRun();
          signal?.throwIfAborted();
          reported = now();
          yield {
            kind: 'progress',
            imagesSeen: start + size,
            batchesSeen: steps,
            totalImages,
            averageTrainingLoss: (await loss.average()) ?? 0,
            learningRate,
            weights: () => backend.weights(),
          };
        }
      }
      const final = milestones[reached];
      if (final) reach(final, steps);
      yield* shifted(measuring, true, signal);
    } finally {
      isOpen = false;
      await backend.close();
    }
  }

  /** What there is to keep of this moment; all is asked of the backend at once, before the next step. */
  private async checkpoint(
    backend: LearningBackend,
    loss: PassLoss,
    milestone: Milestone,
    batchesSeen: number,
  ): Promise<RunCheckpoint> {
    const [found, averageTrainingLoss] = await Promise.all([backend.weights(), loss.average()]);
    const weights = found.map(roundToFloat16);
    const accuracy = await this.options.evaluation?.(weights);
    return {
      kind: 'checkpoint',
      milestone,
      imagesSeen: milestone.targetImages,
      batchesSeen,
      weights,
      ...(averageTrainingLoss !== undefined && { averageTrainingLoss }),
      ...(accuracy !== undefined && { accuracy }),
    };
  }

  /** Waits until a paused run may take a step. Throws the signal's reason when aborted. */
  private async released(signal: AbortSignal | undefined): Promise<void> {
    while (this.isHeld && this.stepsAskedFor === 0) {
      await orAborted(new Promise<void>((resolve) => (this.release = resolve)), signal);
    }
    this.stepsAskedFor = Math.max(0, this.stepsAskedFor - 1);
  }
}

function roundToFloat16({ weights, biases }: NetworkWeights[number]): NetworkWeights[number] {
  return {
    weights: decodeFloat16(encodeFloat16(weights)),
    biases: decodeFloat16(encodeFloat16(biases)),
  };
}
