/** Most figures show two decimals. */
const DECIMALS = 2;

/** Terms as they are printed, and the total that they add up to exactly. */
export interface PrintedSum {
  readonly terms: readonly number[];
  readonly total: number;
}

/**
 * Rounds a sum, to two decimals, so that the printed terms add up to the printed total; rounded one by one
 * they may be off by one in the last place. The difference goes to the terms with the largest rounding errors in its
 * direction (the largest remainder method), so every term is off by less than one in the last place.
 * @param total the sum of the terms, up to floating-point precision
 */
export function roundToSum(
  terms: readonly number[],
  total: number,
  decimals = DECIMALS,
): PrintedSum {
  const units = 10 ** decimals;
  const exact = terms.map((term) => term * units);
  const rounded = exact.map(Math.round);
  const wanted = Math.round(total * units);
  const missing = wanted - rounded.reduce((sum, term) => sum + term, 0);
  const step = Math.sign(missing);
  const byRemainder = [...exact.keys()].sort((a, b) => step * (remainder(b) - remainder(a)));
  for (const index of byRemainder.slice(0, Math.abs(missing))) {
    rounded[index] = (rounded[index] ?? 0) + step;
  }
  return { terms: rounded.map((term) => term / units), total: wanted / units };

  function remainder(index: number): number {
    return (exact[index] ?? 0) - (rounded[index] ?? 0);
  }
}
