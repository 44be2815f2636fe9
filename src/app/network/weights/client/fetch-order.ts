/** Where a visitor goes along the timeline: towards its start, its end, or nowhere yet. */
export type Direction = -1 | 0 | 1;

/**
 * Checkpoints to have at hand, the most wanted first: the one asked for, those ahead of it in the
 * direction of travel, and one behind. Only the one asked for, where nobody has moved yet.
 * @param reach how many ahead
 */
export function fetchOrder(
  position: number,
  direction: Direction,
  count: number,
  reach: number,
): number[] {
  if (direction === 0 || reach === 0) return [position];
  const ahead = Array.from({ length: reach }, (_, step) => position + direction * (step + 1));
  return [position, ...ahead, position - direction].filter((index) => index >= 0 && index < count);
}
