/** The place of rows on the stage, CSS pixels. */
export interface Rows {
  readonly top: number;
  readonly height: number;
}

/** The room for rows and for what stands below them, CSS pixels. */
export interface RowsRoom {
  /** The lower end of the room, on the stage. */
  readonly bottom: number;
  /** The height to leave free below the rows. */
  readonly below: number;
}

/**
 * Rows of equal height, each level with a neuron of a layer.
 * @param heights the neurons' distances from the top of the stage, evenly spaced
 * @returns undefined if there are fewer than two neurons, or not enough room
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
