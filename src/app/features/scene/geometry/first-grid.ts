import type { Rectangle } from '../../../platform/rectangle.ts';
import type { GridShape } from './grid-shape.ts';

/** How the first hidden layer stands in a high frame: as its other layers do, or with the largest pictures of weights. */
export type FirstGrid = 'tall' | 'largest';

/** A grid, and the distance between its neighbours. */
export interface SpacedGrid extends GridShape {
  readonly spacing: number;
}

/** The most that a picture of weights and its margin take on the screen, CSS pixels. */
const MOST_PITCH_PX = 73;

/**
 * The grid whose neurons have the most room each; of two that are alike, the narrower.
 * @param room in world units, what all of them may take
 * @param unitPx CSS pixels per world unit
 */
export function largestGrid(
  count: number,
  { width, height }: Pick<Rectangle, 'width' | 'height'>,
  unitPx: number,
): SpacedGrid {
  const most = MOST_PITCH_PX / Math.max(1, unitPx);
  let best: SpacedGrid = { columns: 1, rows: count, spacing: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const spacing = Math.min(most, height / rows, width / columns);
    if (spacing > best.spacing * (1 + 1e-6)) best = { columns, rows, spacing };
  }
  return best;
}
