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
import type { RunCheckpoint, RunEvent, RunProgress, RunState } from './run-event.ts';
import { letOthersRun, orAborted } from './waiting.ts';

/** Measures weights: the share of an evaluation set that they classify right, 0..1. */
export type Evaluation = (weights: NetworkWeights) => Promise<number>;

/** What a training run needs. */
export interface TrainingRunOptions {
  /** What is learned from, and how. Room for batches is the run's business. */
  readonly setup: Omit<LearningSetup, 'maxBatchSize' | 'spareImages'>;
  readonly backend: BackendFactory;
  /** Images of the data set a step; the last batch before a checkpoint or a pass's end may be smaller. */
  readonly batchSize: number;
  /** The most that `setBatchSize` will ask for; `batchSize` unless given. */
  readonly mostBatchSize?: number;
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
  /** Where the run goes on; the other options have to be those that it began with. */
  readonly from?: RunState;
  /** How long it learns between two reports of progress, milliseconds; 100 unless given. */
  readonly sliceMs?: number;
  /** Gives the event loop a turn after each slice; by a timer unless given. */
  readonly turn?: () => Promise<void>;
  /** Aborts the run: the iteration throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** Milliseconds; the page's or process's clock unless a test brings its own. */
  readonly now?: () => number;
}

const SLICE_MS = 100;

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
  /** Images seen at which it holds. */
  private goal = Infinity;
  private chosenRate: number | undefined;
  private chosenDecay: number | undefined;
  private batchSize: number;

  constructor(options: TrainingRunOptions) {
    this.options = options;
    this.batchSize = options.batchSize;
    this.events = this.learn();
  }

  [Symbol.asyncIterator](): AsyncGenerator<RunEvent> {
    return this.events;
  }

  get isPaused(): boolean {
    return this.isHeld;
  }

  /** Holds the run before its next step; where it holds is reported as progress. */
  pause(): void {
    this.isHeld = true;
  }

  /** Lets a paused run go on. */
  resume(): void {
    this.proceedTo(Infinity);
  }

  /** Lets it go on until it has seen so many images, a batch more at most, and then pauses. */
  proceedTo(images: number): void {
    this.goal = images;
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

  /** Images of all further steps. Throws RangeError for more than there is room for. */
  setBatchSize(images: number): void {
    const most = this.options.mostBatchSize ?? this.options.batchSize;
    if (!Number.isInteger(images) || images < 1 || images > most) {
      throw new RangeError(`batch size: expected 1 to ${most}, found ${images}`);
    }
    this.batchSize = images;
  }

  /** The weight decay of all further steps; the optimizer's again when undefined. */
  setWeightDecay(decay: number | undefined): void {
    this.chosenDecay = decay;
  }

  private async *learn(): AsyncGenerator<RunEvent> {
    const { options } = this;
    const { setup, milestones, signal, from, now = () => performance.now() } = options;
    const { mostBatchSize = options.batchSize, sliceMs = SLICE_MS, turn = letOthersRun } = options;
    const datasetSize = setup.trainingSet.labels.length;
    const targets = milestones.map(({ targetImages }) => targetImages);
    const totalImages = targets.at(-1) ?? 0;
    const auxiliary = new AuxiliaryImages(options.auxiliary ?? [], datasetSize);
    const order = new ImageOrder(datasetSize, options.seed, from?.order);
    signal?.throwIfAborted();
    const backend = await options.backend({
      ...setup,
      ...(from && { from: from.learned }),
      maxBatchSize: mostBatchSize + auxiliary.mostFor(mostBatchSize),
      spareImages: auxiliary.count,
    });
    let isOpen = true;
    const addImages = (first: number, images: LabelledImages): void => {
      // Some may come when nobody learns any more.
      if (isOpen) backend.addImages(first, images);
    };
    try {
      const loss = new PassLoss(backend, from?.passDigits);
      const measuring: Measured<RunCheckpoint>[] = [];
      const reach = (milestone: Milestone, batchesSeen: number): void => {
        measuring.push(new Measured(this.checkpoint(backend, loss, milestone, batchesSeen)));
      };
      let steps = from?.batchesSeen ?? 0;
      let reached = from?.milestonesReached ?? 0;
      let reported = now();
      let last: Pick<RunProgress, 'imagesSeen' | 'batch' | 'learningRate'> | undefined;
      let isReported = true;
      const progress = async (step: NonNullable<typeof last>): Promise<RunProgress> => {
        isReported = true;
        const { imagesSeen } = step;
        const state = async (): Promise<RunState> => ({
          ...{ imagesSeen, batchesSeen: steps, milestonesReached: reached },
          ...{ passDigits: loss.count, order: order.state },
          learned: await backend.state(),
        });
        return {
          kind: 'progress',
          ...{ ...step, batchesSeen: steps, totalImages, state },
          averageTrainingLoss: (await loss.average()) ?? 0,
          weights: (into) => backend.weights(into),
        };
      };
      const ahead = planBatches(targets, datasetSize, () => this.batchSize, from?.imagesSeen);
      for (const { start, size } of ahead) {
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
        if (start >= this.goal) this.isHeld = true;
        if (this.isHeld) {
          // Whoever holds it while a checkpoint is reported has not heard of the steps before that.
          if (last && !isReported) yield await progress(last);
          await this.released(signal);
        }
        const missing = auxiliary.ready(steps, addImages);
        if (missing) await orAborted(missing, signal);
        if (start % datasetSize === 0) loss.startPass();
        const learningRate = this.chosenRate ?? options.schedule(steps);
        const { indices, digits } = auxiliary.join(order.take(start, size), steps);
        if (backend.busy) await backend.busy;
        backend.step(indices, learningRate, this.chosenDecay);
        loss.add(digits);
        steps += 1;
        const imagesSeen = start + size;
        last = { imagesSeen, batch: indices, learningRate };
        isReported = false;
        if (imagesSeen >= this.goal) this.isHeld = true;
        if (this.isHeld || now() - reported >= sliceMs) {
          await turn();
          signal?.throwIfAborted();
          reported = now();
          yield await progress(last);
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
