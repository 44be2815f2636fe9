/** Figures show two decimals. */
const UNITS = 100;

/** Terms as they are printed, and what they add up to exactly. */
export interface PrintedSum {
  readonly terms: readonly number[];
  readonly total: number;
}

/**
 * Rounds a sum to two decimals so that the printed terms add up to the printed total: rounded one by one
 * they may be a hundredth off. What is missing goes to the terms whose own rounding was farthest that
 * way (the largest remainder method), so no term is a whole hundredth from what it is.
 * @param total what the terms add up to, but for the precision it was computed with
 */
export function roundToSum(terms: readonly number[], total: number): PrintedSum {
  const exact = terms.map((term) => term * UNITS);
  const rounded = exact.map(Math.round);
  const wanted = Math.round(total * UNITS);
  const missing = wanted - rounded.reduce((sum, term) => sum + term, 0);
  const step = Math.sign(missing);
  const byRemainder = [...exact.keys()].sort(
    (a, b) => step * (remainder(b) - remainder(a)) || a - b,
  );
  for (const index of byRemainder.slice(0, Math.abs(missing))) {
    rounded[index] = (rounded[index] ?? 0) + step;
  }
  return { terms: rounded.map((term) => term / UNITS), total: wanted / UNITS };

  function remainder(index: number): number {
    return (exact[index] ?? 0) - (rounded[index] ?? 0);
  }
}
