import type { Rectangle } from '../../../platform/rectangle.ts';
import type { GridShape } from './grid-shape.ts';

/** How the first hidden layer stands in a high frame: as its other layers do, or with the largest pictures of weights. */
export type FirstGrid = 'tall' | 'largest';

/** A grid, and the distance between its neighbours. */
export interface SpacedGrid extends GridShape {
  readonly spacing: number;
}

/** The most that a picture of weights and its margin take on the screen, CSS pixels; on walls, a share of the height. */
const MOST_PITCH_PX = 73;
const MOST_OF_HEIGHT = 1 / 8;

/** A grid without gaps in its last row is preferred if its neurons have this share of the most room. */
const WHOLE_SHARE = 0.87;

/**
 * The grid whose neurons have the most room each, or nearly so if its last row is then complete; of two that are alike,
 * the narrower.
 * @param room in world units, what all of them may take
 * @param unitPx CSS pixels per world unit
 */
export function largestGrid(
  count: number,
  { width, height }: Pick<Rectangle, 'width' | 'height'>,
  unitPx: number,
): SpacedGrid {
  const most = Math.max(MOST_PITCH_PX / Math.max(1, unitPx), MOST_OF_HEIGHT * height);
  const none: SpacedGrid = { columns: 1, rows: count, spacing: 0 };
  let [best, whole] = [none, none];
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const spacing = Math.min(most, height / rows, width / columns);
    const grid = { columns, rows, spacing };
    if (isLarger(grid, best)) best = grid;
    if (columns * rows === count && isLarger(grid, whole)) whole = grid;
  }
  return whole.spacing >= WHOLE_SHARE * best.spacing ? whole : best;
}

function isLarger(a: SpacedGrid, b: SpacedGrid): boolean {
  return a.spacing > b.spacing * (1 + 1e-6);
}
