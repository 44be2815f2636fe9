import type { CurvePoint } from './curve.ts';
import { DEFAULT_SETTINGS, isSameValue, type LabSettings, type Pace } from './lab-settings.ts';

/** One of the six experiments. */
export type ExperimentName =
  'no-layer' | 'small-steps' | 'big-steps' | 'by-heart' | 'wrong-labels' | 'without-seven';

/** An experiment: what it changes of the usual recipe. */
export interface Experiment {
  readonly name: ExperimentName;
  readonly changes: Partial<LabSettings>;
}

/** What came of a run, whole numbers of 100. */
export interface RunFigures {
  /** New digits read right in the end. */
  readonly right: number;
  /** The same of its own digits, as they are labelled. */
  readonly own: number;
  /** The most new digits that were ever read right. */
  readonly best: number;
  /** What the digits are mostly read as that were left out, and how many of 100 of them. */
  readonly missing?: { readonly digit: number; readonly share: number };
}

/** The experiments, in the order in which they are offered; five seeds carry what each is for (`npm run bench -- lab-experiments`). */
export const EXPERIMENTS: readonly Experiment[] = [
  { name: 'no-layer', changes: { hidden: [] } },
  { name: 'small-steps', changes: { rate: 0.01 } },
  { name: 'big-steps', changes: { rate: 3 } },
  { name: 'by-heart', changes: { digits: 1000, stop: { kind: 'passes', passes: 50 } } },
  {
    name: 'wrong-labels',
    changes: { digits: 1000, stop: { kind: 'passes', passes: 50 }, wrongPercent: 40 },
  },
  { name: 'without-seven', changes: { leftOut: [7] } },
];

/** What decides how well a run reads. Dice, device and pace change no experiment. */
const DECIDING = [
  ...(['hidden', 'optimizer', 'rate', 'batchSize', 'weightDecay'] as const),
  ...(['digits', 'leftOut', 'wrongPercent', 'stop'] as const),
];
/** Points of 100 that are no accident: a run differs from seed to seed by two or three. */
const MUCH = 5;
/** Just guessing is 10. */
const GUESSING = 20;
/** Most of it. */
const MOST = 50;

/** The settings of an experiment: the usual ones with what it changes, at a pace. */
export function experimentSettings({ changes }: Experiment, pace: Pace): LabSettings {
  return { ...DEFAULT_SETTINGS, ...changes, pace };
}

/** The experiment that a run with these settings is; undefined for none. */
export function experimentOf(settings: LabSettings): Experiment | undefined {
  return EXPERIMENTS.find((experiment) => {
    const wanted = experimentSettings(experiment, settings.pace);
    return DECIDING.every((name) => isSameValue(settings[name], wanted[name]));
  });
}

/** What came of a run, by its curve; undefined as long as nothing was measured. */
export function figuresOf(
  curve: readonly CurvePoint[],
  missing?: RunFigures['missing'],
): RunFigures | undefined {
  const last = curve.at(-1);
  if (!last) return undefined;
  return {
    right: ofHundred(last.accuracy),
    own: ofHundred(last.ownAccuracy),
    best: ofHundred(Math.max(...curve.map(({ accuracy }) => accuracy))),
    ...(missing && { missing }),
  };
}

/** Whether the run shows what its experiment is for: another seed, or a run that was ended early, may not. */
export function showsIt(name: ExperimentName, { right, own, best, missing }: RunFigures): boolean {
  switch (name) {
    case 'no-layer':
    case 'small-steps':
      return right >= 100 - 3 * MUCH;
    case 'big-steps':
      return right <= GUESSING;
    case 'by-heart':
      return own - right >= MUCH;
    case 'wrong-labels':
      return best - right >= MUCH;
    case 'without-seven':
      return (missing?.share ?? 0) > MOST;
    default:
      return name satisfies never;
  }
}

/**
 * What the test digits of a kind are read as most often, and how many of 100 of them.
 * @param answers of the test digits, in their order
 * @param labels what they are
 */
export function mostlyReadAs(
  digit: number,
  answers: Uint8Array,
  labels: Uint8Array,
): { readonly digit: number; readonly share: number } {
  const counts = new Array<number>(10).fill(0);
  const all = Math.min(answers.length, labels.length);
  let total = 0;
  for (let index = 0; index < all; index++) {
    if (labels[index] !== digit) continue;
    total += 1;
    const answer = answers[index] ?? digit;
    counts[answer] = (counts[answer] ?? 0) + 1;
  }
  const most = Math.max(...counts);
  return { digit: counts.indexOf(most), share: ofHundred(most / Math.max(1, total)) };
}

function ofHundred(share: number): number {
  return Math.round(share * 100);
}
