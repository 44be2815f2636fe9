/** How weights follow the gradient. */
export type LabOptimizer = 'sgd' | 'momentum' | 'adam';

/** When a run ends by itself: after so many passes over its digits, or at so many right of 100 test digits. */
export type StopRule =
  | { readonly kind: 'passes'; readonly passes: number }
  | { readonly kind: 'accuracy'; readonly percent: number }
  | { readonly kind: 'never' };

/**
 * How fast a run goes: one step at a time, two steps a second, each doubling of images in the same time, or as fast as
 * the device can.
 */
export type Pace = 'step' | 'slow' | 'time-lapse' | 'full';

/** The recipe of a run in the lab: with the files of digits, it decides every byte of it on the CPU. */
export interface LabSettings {
  /** Neurons of each hidden layer, first to last. */
  readonly hidden: readonly number[];
  readonly optimizer: LabOptimizer;
  /** Learning rate. */
  readonly rate: number;
  /** Digits a step. */
  readonly batchSize: number;
  /** Share of a weight that a step takes off it per unit of the rate. */
  readonly weightDecay: number;
  /** Digits to learn from, before those that are left out. */
  readonly digits: number;
  /** Digits 0..9 that it never learns from, ascending. */
  readonly leftOut: readonly number[];
  /** Of 100 digits, how many have a wrong label. */
  readonly wrongPercent: number;
  readonly stop: StopRule;
  /** Whether half of the test digits stay shut until the run has ended. */
  readonly isExam: boolean;
  /** Initial weights, order, choice of digits and wrong labels come from it. */
  readonly seed: number;
  readonly pace: Pace;
  /** The GPU is quicker for large networks, but rounds as its kind does. */
  readonly device: 'cpu' | 'gpu';
}

/** What may change while a run learns. */
export type LiveSettings = Pick<LabSettings, 'rate' | 'weightDecay' | 'batchSize'>;

/** The rate that each optimiser starts with. */
export const USUAL_RATES: Readonly<Record<LabOptimizer, number>> = {
  sgd: 0.1,
  momentum: 0.01,
  adam: 0.001,
};

/** A small network, so that each neuron can be seen; it reads 92 of 100. */
export const DEFAULT_SETTINGS: LabSettings = {
  hidden: [32],
  optimizer: 'sgd',
  rate: USUAL_RATES.sgd,
  batchSize: 64,
  weightDecay: 0,
  digits: 10_000,
  leftOut: [],
  wrongPercent: 0,
  stop: { kind: 'passes', passes: 5 },
  isExam: false,
  seed: 1,
  pace: 'time-lapse',
  device: 'cpu',
};

/** Where a run ends by its number of passes, in images; undefined if only something else ends it. */
export function totalImages(
  { stop }: Pick<LabSettings, 'stop'>,
  datasetSize: number,
): number | undefined {
  return stop.kind === 'passes' ? stop.passes * datasetSize : undefined;
}

/** Whether two settings say the same. */
export function isSameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What differs between two runs' settings, for people who compare them; differing in pace is no difference. */
export function changedSettings(a: LabSettings, b: LabSettings): (keyof LabSettings)[] {
  const names = Object.keys(DEFAULT_SETTINGS) as (keyof LabSettings)[];
  return names.filter((name) => name !== 'pace' && !isSameValue(a[name], b[name]));
}
