import { Classifier, inTurns, trainingRun } from '#engine';
import type { LabSettings } from '../shared/lab-settings.ts';
import { packAnswers } from '../shared/test-answers.ts';
import { milestoneAt } from './doublings.ts';
import { evaluationSteps } from './evaluation.ts';
import type { RunDigits } from './run-digits.ts';
import type { RunBackend, RunClock } from './run-options.ts';
import { runPlan } from './run-plan.ts';

/** Messages get a turn after so long. */
const SLICE_MS = 8;

/** A run that nobody watches. */
export interface DiceRun {
  readonly settings: LabSettings;
  /** Where it ends, in images: where the one with the first dice did. */
  readonly images: number;
  readonly digits: RunDigits;
  readonly backend: RunBackend;
  readonly clock: RunClock;
  readonly signal: AbortSignal;
}

/**
 * Learns with settings as a run of the lab does, to the same bytes, at full speed and without anything to see of it.
 * @returns what it answers to the test digits at its end, as `packAnswers` makes it
 * @throws the signal's reason; whatever the backend throws
 */
export async function diceRun(run: DiceRun): Promise<ArrayBuffer> {
  const { settings, images, digits, backend, clock, signal } = run;
  const { training, test } = digits;
  const plan = runPlan(settings, training);
  // Milestones cut batches in two, so that all of them are needed.
  const before = plan.milestones.filter(({ targetImages }) => targetImages < images);
  const learning = trainingRun({
    ...plan,
    backend: training.learnedBy(backend.backend),
    milestones: [...before, milestoneAt(images, training.labels.length)],
    ...{ sliceMs: SLICE_MS, turn: clock.turn, now: clock.now, signal },
  });
  let weights = plan.setup.initialWeights;
  for await (const event of learning) if (event.kind === 'checkpoint') ({ weights } = event);
  const steps = evaluationSteps(await Classifier.create(plan.setup.spec), weights, test);
  const turns = { now: clock.now, letOthersRun: clock.turn, turnMs: SLICE_MS };
  return packAnswers(await inTurns(steps, signal, turns));
}
