/** As probable as this, or less, and chance is no explanation any more. */
const UNLIKELY = 0.05;

/**
 * McNemar's test, exact: the probability that two networks which read equally well would differ as much or more, from the
 * digits that only one of them reads. Each of these is then a fair coin, so that their split is binomial (Q. McNemar,
 * Psychometrika 12, 1947; exact form: F. Mosteller, Biometrics 8, 1952). The approximation by chi-squared is for tables; here
 * the sum takes no time, and holds for few digits too.
 * @param onlyA digits that only the first network reads
 * @param onlyB digits that only the second one reads
 * @returns two-sided, 0..1
 */
export function mcNemar(onlyA: number, onlyB: number): number {
  return Math.min(1, 2 * tailOf(onlyA + onlyB, Math.min(onlyA, onlyB)));
}

/** Whether a split like this could be chance: in one of twenty comparisons of equal networks, it is called none. */
export function couldBeChance(onlyA: number, onlyB: number): boolean {
  return mcNemar(onlyA, onlyB) >= UNLIKELY;
}

/**
 * Where chance would put the border between digits that only one of two equal networks reads: n/2 ± 0.98 √n, but exact.
 * @returns the fewest and the most of them that the first network could have by chance
 */
export function chanceSpan(total: number): readonly [number, number] {
  // The smallest split that could be chance lies within two standard deviations; from there it is a few steps.
  let least = Math.max(0, Math.floor(total / 2 - Math.sqrt(total) - 1));
  while (least < total / 2 && !couldBeChance(least, total - least)) least += 1;
  return [least, total - least];
}

/** P(X ≤ most) for so many fair coins. */
function tailOf(coins: number, most: number): number {
  // Relative to the middle, which is the most probable: 2 to the power of 10,000 is beyond numbers.
  const middle = Math.floor(coins / 2);
  const below = [1];
  for (let heads = middle, term = 1; heads > 0; heads--) {
    term *= heads / (coins - heads + 1);
    below.push(term);
  }
  const sum = below.reduce((all, term) => all + term, 0);
  const tail = below.slice(middle - most).reduce((all, term) => all + term, 0);
  // The other half is its mirror image; where the number of coins is even, the middle stands only once.
  const all = coins % 2 === 0 ? 2 * sum - 1 : 2 * sum;
  return tail / all;
}
