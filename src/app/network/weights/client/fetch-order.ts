/** Direction of travel along the timeline: towards its start, its end, or none yet. */
export type Direction = -1 | 0 | 1;

/**
 * Indices of the checkpoints to load, the most urgent first: the one asked for, those ahead of it in the direction of
 * travel, and one behind. Without a direction, only the one asked for.
 * @param reach how many to load ahead
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
