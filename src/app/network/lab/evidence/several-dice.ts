import { MOST_SEED } from '../shared/lab-controls.ts';

/** So many other dice are rolled before one recipe is called better than another. */
export const OTHER_DICE = 4;

/** What five runs of each of two recipes say. */
export interface DiceVerdict {
  /** Mean share of test digits read right, 0..1, of each recipe. */
  readonly means: readonly [number, number];
  /** In how many of the 25 pairs of one run each the first, and the second, reads more digits; a tie is half a win for each. */
  readonly wins: readonly [number, number];
  /** Which recipe is better, if other dice would hardly turn it round. */
  readonly better: 'a' | 'b' | undefined;
}

const RUNS = OTHER_DICE + 1;
/** By chance, as many wins come about in 8 of the 252 ways to deal ten results out to two recipes: 3.2 %. */
const DECISIVE_WINS = 23;

/** The dice after these, so that the same run gets the same ones on every device. */
export function otherDice(seed: number): readonly number[] {
  return Array.from({ length: OTHER_DICE }, (_, index) => (seed + 1 + index) % (MOST_SEED + 1));
}

/**
 * Compares two recipes by five runs of each, every one with every one: the rank-sum test (H. B. Mann and D. R. Whitney, Annals of
 * Mathematical Statistics 18, 1947). It asks nothing of how results scatter, and a run that fails altogether counts no more than
 * any other that loses.
 * @param a shares read right, 0..1, of the first recipe's runs
 * @param b the same of the second's
 * @returns undefined before five runs of each are there
 */
export function diceVerdict(a: readonly number[], b: readonly number[]): DiceVerdict | undefined {
  if (a.length !== RUNS || b.length !== RUNS) return undefined;
  const wins = winsOf(a, b);
  const lost = RUNS * RUNS - wins;
  const better = wins >= DECISIVE_WINS ? 'a' : lost >= DECISIVE_WINS ? 'b' : undefined;
  return { means: [mean(a), mean(b)], wins: [wins, lost], better };
}

function winsOf(a: readonly number[], b: readonly number[]): number {
  let wins = 0;
  for (const one of a) for (const other of b) wins += one > other ? 1 : one === other ? 0.5 : 0;
  return wins;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
