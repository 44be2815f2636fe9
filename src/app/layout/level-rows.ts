/** Where rows stand, CSS pixels of the stage. */
export interface Rows {
  readonly top: number;
  readonly height: number;
}

/** The room that rows and what stands below them have, CSS pixels. */
export interface RowsRoom {
  /** Where it ends, on the stage. */
  readonly bottom: number;
  /** Height that has to be left below the rows. */
  readonly below: number;
}

/**
 * Rows of one height that stand level with a layer's neurons, one row per neuron.
 * @param heights of the neurons on the stage, from the top, equally far apart
 * @returns undefined where there are fewer than two neurons, or no room
 */
export function levelRows(
  heights: readonly number[],
  { bottom, below }: RowsRoom,
): Rows | undefined {
  const [first, last] = [heights[0], heights.at(-1)];
  if (first === undefined || last === undefined || heights.length < 2) return undefined;
  const pitch = (last - first) / (heights.length - 1);
  if (last + pitch / 2 + below > bottom) return undefined;
  return { top: first - pitch / 2, height: pitch * heights.length };
}
