/** The test digits by who of two networks read them right: positions in the test set, ascending. */
export interface Piles {
  readonly both: readonly number[];
  readonly onlyA: readonly number[];
  readonly onlyB: readonly number[];
  readonly neither: readonly number[];
}

/**
 * Sorts test digits into four piles.
 * @param labels what each digit is, `[digit]`
 * @param a what the first network answered, `[digit]`; a digit beyond the end of either list of answers is in no pile
 * @param b what the second one answered, `[digit]`
 */
export function pilesOf(labels: Uint8Array, a: Uint8Array, b: Uint8Array): Piles {
  const piles = { both: [], onlyA: [], onlyB: [], neither: [] } satisfies Record<string, number[]>;
  const count = Math.min(labels.length, a.length, b.length);
  for (let position = 0; position < count; position++) {
    const label = labels[position];
    const [byA, byB] = [a[position] === label, b[position] === label];
    const pile: number[] = byA
      ? byB
        ? piles.both
        : piles.onlyA
      : byB
        ? piles.onlyB
        : piles.neither;
    pile.push(position);
  }
  return piles;
}
