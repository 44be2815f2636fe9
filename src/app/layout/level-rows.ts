/** The place of rows on the stage, CSS pixels. */
export interface Rows {
  readonly top: number;
  readonly height: number;
}

/**
 * Rows of equal height, each level with a neuron of a layer.
 * @param heights the neurons' distances from the top of the stage, evenly spaced
 * @returns undefined if there are fewer than two neurons
 */
export function levelRows(heights: readonly number[]): Rows | undefined {
  const [first, last] = [heights[0], heights.at(-1)];
  if (first === undefined || last === undefined || heights.length < 2) return undefined;
  const pitch = (last - first) / (heights.length - 1);
  return { top: first - pitch / 2, height: pitch * heights.length };
}
