import { FormatError } from '#model';
import {
  DEFAULT_SETTINGS,
  isSameValue,
  type LabOptimizer,
  type LabSettings,
  type Pace,
  type StopRule,
} from './lab-settings.ts';

/** What a setting is in a link, and what it may be. */
export interface Control<Value> {
  /** Its name in a link. */
  readonly key: string;
  /** What can be chosen, in its order; the layers' sizes can be typed beside. */
  readonly choices: readonly Value[];
  /** What a link or a person may write, for errors. */
  readonly expected: string;
  /** The value that a text says; undefined if it says none that is allowed. */
  readonly read: (text: string) => Value | undefined;
  readonly write: (value: Value) => string;
}

/** Settings that a link can have: it always runs on the CPU, where all devices give the same bytes. */
export type LinkedSettings = Omit<LabSettings, 'device'>;

/** The smallest and the largest hidden layer, and how many there can be. */
export const LAYER_LIMITS = { least: 4, most: 256, layers: 4 } as const;
/** As many can be left out: two are left to tell apart. */
export const MOST_LEFT_OUT = 8;
export const MOST_SEED = 9999;

const SIZES = [4, 8, 16, 32, 64, 128, 256];
const RATES = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3];
const BATCHES = [1, 4, 16, 64, 256, 1024];
const DECAYS = [0, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1];
const DIGITS = [100, 300, 1000, 3000, 10_000, 60_000];
const WRONG = [0, 10, 20, 30, 40, 50, 60, 70, 80];
const OPTIMIZERS: readonly LabOptimizer[] = ['sgd', 'momentum', 'adam'];
const PACES: readonly Pace[] = ['step', 'slow', 'time-lapse', 'full'];
const STOPS: readonly StopRule[] = [
  ...[1, 2, 5, 10, 50].map((passes): StopRule => ({ kind: 'passes', passes })),
  ...[90, 95].map((percent): StopRule => ({ kind: 'accuracy', percent })),
  { kind: 'never' },
];
/** No sign, no exponent but an unambiguous one, nothing around it: one way to write each number. */
const NUMBER = /^(0|[1-9]\d*)(\.\d+)?$/;

/** Every setting that a link has. */
export const LAB_CONTROLS: {
  readonly [Name in keyof LinkedSettings]: Control<LinkedSettings[Name]>;
} = {
  hidden: {
    key: 'layers',
    choices: [[], ...SIZES.map((size) => [size])],
    expected: `none, or up to ${LAYER_LIMITS.layers} sizes from ${LAYER_LIMITS.least} to ${LAYER_LIMITS.most}, such as 64-32`,
    read: readLayers,
    write: (hidden) => (hidden.length === 0 ? 'none' : hidden.join('-')),
  },
  optimizer: { key: 'by', ...chosenFrom(OPTIMIZERS, String) },
  rate: { key: 'rate', ...chosenFrom(RATES, plainNumber) },
  batchSize: { key: 'batch', ...chosenFrom(BATCHES, plainNumber) },
  weightDecay: { key: 'decay', ...chosenFrom(DECAYS, plainNumber) },
  digits: { key: 'digits', ...chosenFrom(DIGITS, plainNumber) },
  leftOut: {
    key: 'without',
    choices: Array.from({ length: 10 }, (_, digit) => [digit]),
    expected: `none, or up to ${MOST_LEFT_OUT} different digits, ascending, such as 17`,
    read: readLeftOut,
    write: (leftOut) => (leftOut.length === 0 ? 'none' : leftOut.join('')),
  },
  wrongPercent: { key: 'wrong', ...chosenFrom(WRONG, plainNumber) },
  stop: { key: 'stop', ...chosenFrom(STOPS, stopText) },
  isExam: { key: 'exam', ...chosenFrom([false, true], (isExam) => (isExam ? 'on' : 'off')) },
  seed: {
    key: 'dice',
    choices: [DEFAULT_SETTINGS.seed],
    expected: `a whole number from 0 to ${MOST_SEED}`,
    read: (text) => wholeNumber(text, 0, MOST_SEED),
    write: String,
  },
  pace: { key: 'pace', ...chosenFrom(PACES, String) },
};

/**
 * A setting as a person or a link says it.
 * @param place where the text stands, for the error
 * @throws FormatError that says what was expected and found
 */
export function readSetting<Name extends keyof LinkedSettings>(
  name: Name,
  text: string,
  place: string,
): LinkedSettings[Name] {
  const control: Control<LinkedSettings[Name]> = LAB_CONTROLS[name];
  const value = control.read(text);
  if (value !== undefined) return value;
  throw new FormatError(place, control.key, control.expected, JSON.stringify(shortened(text)));
}

/** The next rate down that is likely to learn where this one did not: two steps, since one is seldom enough. */
export function gentlerRate(rate: number): number {
  const index = RATES.findIndex((choice) => choice >= rate);
  return RATES[Math.max(0, (index === -1 ? RATES.length : index) - 2)] ?? rate;
}

function chosenFrom<Value>(
  choices: readonly Value[],
  write: (value: Value) => string,
): Omit<Control<Value>, 'key'> {
  return {
    choices,
    expected: choices
      .map(write)
      .join(', ')
      .replace(/, ([^,]*)$/, ' or $1'),
    read: (text) => choices.find((choice) => write(choice) === text),
    write,
  };
}

/** 0.00001 and not 1e-5, as people write it. */
function plainNumber(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(5) : text;
}

function stopText(stop: StopRule): string {
  switch (stop.kind) {
    case 'passes':
      return `${stop.passes}x`;
    case 'accuracy':
      return `at${stop.percent}`;
    case 'never':
      return 'never';
    default:
      return stop satisfies never;
  }
}

function readLayers(text: string): readonly number[] | undefined {
  if (text === 'none') return [];
  const { least, most, layers } = LAYER_LIMITS;
  const sizes = text.split('-').map((size) => wholeNumber(size, least, most));
  if (sizes.length > layers) return undefined;
  return allThere(sizes);
}

function readLeftOut(text: string): readonly number[] | undefined {
  if (text === 'none') return [];
  const digits = allThere(Array.from(text, (digit) => wholeNumber(digit, 0, 9)));
  if (!digits || digits.length > MOST_LEFT_OUT) return undefined;
  const ascending = [...new Set(digits)].sort((a, b) => a - b);
  return isSameValue(ascending, digits) ? digits : undefined;
}

function wholeNumber(text: string, least: number, most: number): number | undefined {
  const value = NUMBER.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(value) && String(value) === text && value >= least && value <= most
    ? value
    : undefined;
}

function allThere(values: readonly (number | undefined)[]): readonly number[] | undefined {
  const there = values.filter((value) => value !== undefined);
  return there.length === values.length && there.length > 0 ? there : undefined;
}

function shortened(text: string): string {
  const most = 60;
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
