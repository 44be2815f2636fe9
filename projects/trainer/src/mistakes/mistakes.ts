import type { Reading } from '../evaluate.ts';

/** An image of which something else was said than what it is. */
export interface Mistake {
  /** Which one of the images. */
  readonly image: number;
  /** null for what is no digit. */
  readonly label: number | null;
  readonly reading: Reading;
}

/** Mistakes by what was said; in each list, what was mixed up most often comes first. */
export interface Mistakes {
  /** Another digit was named, or a digit for what is none. */
  readonly named: readonly Mistake[];
  /** Two digits were named; one of them may be right. */
  readonly unsure: readonly Mistake[];
  /** Digits that were said to be none. */
  readonly refused: readonly Mistake[];
}

/**
 * Finds the mistakes among readings.
 * @param labels `[image]`; null for what is no digit, undefined if nobody says: then nothing is a mistake
 */
export function findMistakes(
  readings: readonly Reading[],
  labels: readonly (number | null | undefined)[],
): Mistakes {
  const all = readings.flatMap((reading, image): Mistake[] => {
    const label = labels[image];
    return label === undefined ? [] : [{ image, label, reading }];
  });
  const named = all.filter(
    ({ label, reading: { judgement } }) => judgement.kind === 'digit' && judgement.digit !== label,
  );
  const unsure = all.filter(({ reading }) => reading.judgement.kind === 'unsure');
  const refused = all.filter(
    ({ label, reading: { judgement } }) =>
      label !== null && (judgement.kind === 'notADigit' || judgement.kind === 'blank'),
  );
  return { named: inOrder(named), unsure: inOrder(unsure), refused: inOrder(refused) };
}

/** What is mistaken for what: `9 3`. */
export function pairOf({ label, reading }: Mistake): string {
  return `${label ?? 'none'} ${reading.digit}`;
}

/** How often each pair is among mistakes, the most frequent first. */
export function countPairs(mistakes: readonly Mistake[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const mistake of mistakes) {
    counts.set(pairOf(mistake), (counts.get(pairOf(mistake)) ?? 0) + 1);
  }
  return new Map([...counts].sort(([a, often], [b, seldom]) => seldom - often || (a < b ? -1 : 1)));
}

/** By pair, the most frequent first; in a pair, the most probable answer first. */
function inOrder(mistakes: readonly Mistake[]): Mistake[] {
  const ranks = new Map([...countPairs(mistakes).keys()].map((pair, rank) => [pair, rank]));
  const rankOf = (mistake: Mistake): number => ranks.get(pairOf(mistake)) ?? 0;
  return [...mistakes].sort(
    (a, b) => rankOf(a) - rankOf(b) || b.reading.probability - a.reading.probability,
  );
}
