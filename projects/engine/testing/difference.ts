/**
 * Largest difference between two lists of as many numbers, as a share of the largest number in the
 * second; NaN when they are not as long, or something is no number.
 */
export function differenceOf(
  found: ArrayLike<number>,
  expected: ArrayLike<number> | undefined,
): number {
  if (found.length !== expected?.length) return NaN;
  const numbers = Array.from(expected);
  const largest = Math.max(...numbers.map(Math.abs), Number.MIN_VALUE);
  const differences = numbers.map((value, i) => Math.abs(value - (found[i] ?? NaN)));
  return differences.reduce((most, difference) => Math.max(most, difference), 0) / largest;
}
