import { Classifier, inTurns, type TurnClock } from '#engine';
import type { LabelledImages, NetworkSpec, NetworkWeights } from '#model';
import { standsApart, type CurvePoint } from '../shared/curve.ts';
import type { TestAnswers } from '../shared/test-answers.ts';
import { evaluationSteps, firstOf, restOf, type Evaluation } from './evaluation.ts';
import type { RunDigits } from './run-digits.ts';

/** So many test digits are read in passing, always the same, and as many of its own. */
const IN_PASSING = 1000;
/** What is measured in passing takes a tenth of the time at most. */
const PAUSE_FACTOR = 9;

/** A point of the curve, and what was answered to test digits: to those that are open, and to all of them. */
export interface WholeMeasure {
  readonly point: CurvePoint;
  readonly open: Evaluation;
  readonly all: TestAnswers;
}

/** Measures a run: some digits in passing, all at milestones; in slices, so that messages get their turn. */
export class Measuring {
  readonly classifier: Classifier;
  /** What every figure is from, and what is shut until the exam is opened. */
  private readonly open: LabelledImages;
  private readonly shut: LabelledImages;
  private readonly some: LabelledImages;
  private readonly training: LabelledImages;
  private readonly clock: TurnClock;
  private readonly signal: AbortSignal;
  private dueMs = -Infinity;

  private constructor(
    classifier: Classifier,
    { test, training }: RunDigits,
    open: number,
    clock: TurnClock,
    signal: AbortSignal,
  ) {
    this.classifier = classifier;
    this.open = firstOf(test, open);
    this.shut = restOf(test, open);
    this.some = firstOf(test, Math.min(IN_PASSING, open));
    this.training = training;
    this.clock = clock;
    this.signal = signal;
  }

  /** @param open how many of the test digits are open, from the first on */
  static async create(
    spec: NetworkSpec,
    digits: RunDigits,
    open: number,
    clock: TurnClock,
    signal: AbortSignal,
  ): Promise<Measuring> {
    return new Measuring(await Classifier.create(spec), digits, open, clock, signal);
  }

  /** Whether it is time for a point in passing. */
  isDue(images: number, last: CurvePoint | undefined): boolean {
    return this.clock.now() >= this.dueMs && standsApart(images, last?.images);
  }

  /** A point in passing. */
  async pass(images: number, weights: NetworkWeights): Promise<CurvePoint> {
    const began = this.clock.now();
    const evaluation = await this.read(weights, this.some);
    const point = await this.pointOf(images, weights, evaluation);
    const now = this.clock.now();
    this.dueMs = now + (now - began) * PAUSE_FACTOR;
    return point;
  }

  /** A point from all test digits that are open. */
  async whole(images: number, weights: NetworkWeights): Promise<WholeMeasure> {
    const open = await this.read(weights, this.open);
    const all =
      this.shut.labels.length > 0 ? joined(open, await this.read(weights, this.shut)) : open;
    return { point: await this.pointOf(images, weights, open), open, all };
  }

  private async pointOf(
    images: number,
    weights: NetworkWeights,
    { accuracy, loss, answers, silent }: Evaluation,
  ): Promise<CurvePoint> {
    // Looked up each time, since their ink moves.
    const { training } = this;
    const some = firstOf(training, Math.min(IN_PASSING, training.labels.length));
    const own = await this.read(weights, some);
    return {
      ...{ images, accuracy, loss, tested: answers.length, silent },
      ...{ ownAccuracy: own.accuracy, ownLoss: own.loss },
    };
  }

  private read(weights: NetworkWeights, digits: LabelledImages): Promise<Evaluation> {
    const steps = evaluationSteps(this.classifier, weights, digits);
    return inTurns(steps, this.signal, this.clock);
  }
}

function joined(first: TestAnswers, rest: TestAnswers): TestAnswers {
  const both = (one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> => {
    const all = new Uint8Array(one.length + other.length);
    all.set(one);
    all.set(other, one.length);
    return all;
  };
  return {
    answers: both(first.answers, rest.answers),
    certainties: both(first.certainties, rest.certainties),
  };
}
