import type { RunCheckpoint, RunProgress } from '#engine';
import { encodeWeights } from '../../library/worker/checkpoint-bytes.ts';
import type { CurvePoint } from '../shared/curve.ts';
import { DeadRunWatch, proofsOf, type Diagnosis } from '../shared/dead-run.ts';
import { gentlerRate } from '../shared/lab-controls.ts';
import type { LabEvent } from '../shared/lab-protocol.ts';
import type { LabSettings } from '../shared/lab-settings.ts';
import { packAnswers } from '../shared/test-answers.ts';
import { milestoneAt } from './doublings.ts';
import type { Measuring, WholeMeasure } from './measuring.ts';
import { shownDigit, type RunDigits } from './run-digits.ts';
import type { RunMilestone } from './run-point.ts';
import type { RunRecord } from './run-record.ts';

/** What checking up on a run needs. */
export interface CheckupOptions {
  readonly settings: LabSettings;
  readonly digits: RunDigits;
  readonly tell: (event: LabEvent) => void;
  readonly saveMilestone: (index: number, milestone: RunMilestone) => void;
  /** The run learns nothing any more. */
  readonly died: () => void;
}

const PROOFS = 6;

/** Measures a run as it learns, keeps its milestones, and finds out that it has reached its goal or is dead. */
export class RunCheckups {
  private readonly options: CheckupOptions;
  private readonly record: RunRecord;
  private readonly measuring: Measuring;
  private readonly watch = new DeadRunWatch();
  private isDead = false;

  constructor(options: CheckupOptions, record: RunRecord, measuring: Measuring) {
    this.options = options;
    this.record = record;
    this.measuring = measuring;
  }

  /**
   * Measures in passing, when it is time.
   * @returns whether the run has reached its goal; then it has a milestone there
   */
  async pass(event: RunProgress): Promise<boolean> {
    const { imagesSeen, averageTrainingLoss } = event;
    if (!Number.isFinite(averageTrainingLoss)) this.sayDead({ kind: 'not-finite' });
    if (!this.measuring.isDue(imagesSeen, this.record.curve.at(-1))) return false;
    const weights = await event.weights();
    const point = await this.measuring.pass(imagesSeen, weights);
    this.measured(point);
    if (!this.isGoal(point)) return false;
    // In passing only some digits are read: luck is no goal.
    const whole = await this.measuring.whole(imagesSeen, weights);
    if (!this.isGoal(whole.point)) return false;
    await this.keepHere(event, whole);
    return true;
  }

  /**
   * Measures and keeps a milestone.
   * @returns whether the run has reached its goal
   */
  async reached(event: RunCheckpoint): Promise<boolean> {
    const { imagesSeen: images, weights } = event;
    const measure = await this.measuring.whole(images, weights);
    this.keep(event, measure);
    const { accuracy, loss } = measure.point;
    const { answers } = measure.open;
    const diagnosis = this.watch.check({ images, accuracy, loss, answers });
    if (diagnosis) this.sayDead(diagnosis, answers);
    return this.isGoal(measure.point);
  }

  /** Keeps a milestone between two others. */
  async keepHere(event: RunProgress, measure?: WholeMeasure): Promise<void> {
    const { imagesSeen, batchesSeen, averageTrainingLoss } = event;
    const weights = await event.weights();
    const milestone = milestoneAt(imagesSeen, this.options.digits.training.labels.length);
    const checkpoint: RunCheckpoint = {
      ...{ kind: 'checkpoint', milestone, imagesSeen, batchesSeen, weights, averageTrainingLoss },
    };
    this.keep(checkpoint, measure ?? (await this.measuring.whole(imagesSeen, weights)));
  }

  private keep(checkpoint: RunCheckpoint, { point, all }: WholeMeasure): void {
    const { milestone, imagesSeen, batchesSeen, weights, averageTrainingLoss } = checkpoint;
    this.measured(point);
    const answers = packAnswers(all);
    const kept = {
      ...{ milestone, images: imagesSeen, batches: batchesSeen, point, answers },
      weights: encodeWeights(weights, 'float16').buffer,
      trainingLoss: averageTrainingLoss,
    };
    const index = this.record.reached(kept);
    this.options.saveMilestone(index, kept);
    this.options.tell({ kind: 'milestone', index, point, answers: answers.slice(0) });
  }

  private measured(point: CurvePoint): void {
    this.record.measured(point);
    this.options.tell({ kind: 'point', point });
  }

  private isGoal({ accuracy }: CurvePoint): boolean {
    const { stop } = this.options.settings;
    return stop.kind === 'accuracy' && accuracy * 100 >= stop.percent;
  }

  /** Says it once. */
  private sayDead(diagnosis: Diagnosis, answers: Uint8Array = new Uint8Array()): void {
    if (this.isDead) return;
    this.isDead = true;
    this.options.died();
    const { test } = this.options.digits;
    const positions =
      diagnosis.kind === 'same-answer'
        ? proofsOf(diagnosis.digit, answers, test.labels, PROOFS)
        : [];
    this.options.tell({
      ...{ kind: 'dead', diagnosis, gentlerRate: gentlerRate(this.record.live.rate) },
      proofs: positions.map((position) => shownDigit(test, position)),
    });
  }
}
