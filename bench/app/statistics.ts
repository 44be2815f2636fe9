/** The middle of some values; between the two in the middle where their number is even. NaN of none. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/**
 * The value that a share of the values does not pass, between neighbours where it falls between two.
 * NaN of none.
 * @param share 0..1
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [below = NaN, above = NaN] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return below + (above - below) * (place - Math.floor(place));
}
