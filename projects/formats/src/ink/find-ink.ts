import { lastCheckpoint, type ReadNetwork } from '../read-network.ts';
import { InkLosses, type InkDigits } from './ink-losses.ts';
import { INK_READINGS, type InkReading } from './ink-reading.ts';

/** How well digits are read if ink counts in one way. */
export interface InkMeasure {
  readonly reading: InkReading;
  /** Mean cross-entropy, in nats, where a digit counts 20 at most. */
  readonly meanLoss: number;
  /** Share of digits read right, 0..1. */
  readonly accuracy: number;
  /** How many digits were tried: the ways that are far behind after some are not tried further. */
  readonly digits: number;
}

/** How ink counts for a network, as far as digits tell. */
export interface InkFinding {
  /** Undecided where no way reads half of the digits, or two cannot be told apart. */
  readonly decided: InkReading | undefined;
  /** Each way, by ascending loss. */
  readonly measures: readonly InkMeasure[];
}

/** So many digits tell most ways from the best ones. */
const FIRST_DIGITS = 64;
const FINALISTS = 4;
/** Multiplications that all digits may take: some seconds. */
const WORK = 2e9;
const LEAST_ACCURACY = 0.5;
/** Nats: one digit with a pixel that training never saw may cost thousands, and would decide alone. */
const MOST_LOSS = 20;
/** A way that is less sure, but so much more often right, may be the true one. */
const TELLING_ACCURACY = 0.02;
/** By how many standard errors the difference in loss has to be above 0. */
const CLEAR = 3;
/** How many times the best loss a way has to have that is given up early. */
const FAR = 1.5;

/**
 * Finds out how ink counts by the mean loss on digits whose labels are known: accuracy hardly changes with the scale,
 * but a network is far surer, or far less sure, than it was trained to be. Differences are taken digit by digit, and
 * have to stand out from their own scatter.
 * @param digits each label about equally often in any part of them
 */
export function findInk(network: ReadNetwork, digits: InkDigits): InkFinding {
  const { weights } = lastCheckpoint(network);
  const losses = new InkLosses(network.spec, weights);
  const most = Math.max(FIRST_DIGITS, Math.floor(WORK / FINALISTS / losses.work));
  const count = Math.min(digits.labels.length, most);
  const trials = INK_READINGS.map((reading) => ({
    reading,
    losses: [] as number[],
    right: [] as number[],
  }));
  let left: readonly Trial[] = trials;
  for (let digit = 0; digit < count; digit++) {
    if (digit === FIRST_DIGITS) left = [...trials].sort(byLoss).slice(0, FINALISTS);
    losses.read(digits, digit);
    for (const trial of left) {
      const { loss, isRight } = losses.of(trial.reading);
      trial.losses.push(Math.min(loss, MOST_LOSS));
      trial.right.push(isRight ? 1 : 0);
    }
  }
  const ranked = [...trials].sort(byLoss);
  return { decided: decide(ranked), measures: ranked.map(measureOf) };
}

interface Trial {
  readonly reading: InkReading;
  readonly losses: number[];
  readonly right: number[];
}

function decide([best, ...others]: readonly Trial[]): InkReading | undefined {
  if (!best) return undefined;
  if (!(meanOf(best.right) >= LEAST_ACCURACY)) return undefined;
  const isRivalled = others.some(
    (other) => isOftenerRight(other.right, best.right) || !isWorse(other.losses, best.losses),
  );
  return isRivalled ? undefined : best.reading;
}

/** Of the same digits, unless they are too few to tell. */
function isOftenerRight(right: readonly number[], best: readonly number[]): boolean {
  return right.length === best.length && meanOf(right) > meanOf(best) + TELLING_ACCURACY;
}

/** Whether losses are clearly higher than those of the best way on the same digits. */
function isWorse(losses: readonly number[], best: readonly number[]): boolean {
  // A few digits that go wrong make most of a loss, and its scatter: 64 digits only tell what is far off.
  if (losses.length < best.length) {
    return meanOf(losses) > FAR * meanOf(best.slice(0, losses.length));
  }
  return isClear(losses.map((loss, digit) => loss - (best[digit] ?? 0)));
}

/** Whether a mean is above 0 by more than chance would make it. */
function isClear(differences: readonly number[]): boolean {
  const count = differences.length;
  const mean = meanOf(differences);
  const variance = differences.reduce((sum, d) => sum + (d - mean) ** 2, 0) / (count - 1);
  return mean > CLEAR * Math.sqrt(variance / count);
}

function byLoss(a: Trial, b: Trial): number {
  return meanOf(a.losses) - meanOf(b.losses);
}

function measureOf({ reading, losses, right }: Trial): InkMeasure {
  const digits = losses.length;
  return { reading, meanLoss: meanOf(losses), accuracy: meanOf(right), digits };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
