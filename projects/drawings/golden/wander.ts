import type { Random } from '#model';

/** A smooth curve of random height, -1..1: by way, time, or whatever else runs from 0 on. */
export type Wander = (at: number) => number;

/**
 * A height that wanders slowly up and down.
 * @param until where it ends at the latest
 * @param spacing between heights that have nothing to do with each other
 */
export function wanderUntil(until: number, spacing: number, random: Random): Wander {
  const heights = Array.from(
    { length: Math.ceil(until / spacing) + 2 },
    () => 2 * random.nextFloat() - 1,
  );
  return (at) => {
    const index = Math.min(heights.length - 2, Math.max(0, Math.floor(at / spacing)));
    const t = Math.min(1, Math.max(0, at / spacing - index));
    const [low, high] = [heights[index] ?? 0, heights[index + 1] ?? 0];
    return low + (high - low) * t * t * (3 - 2 * t);
  };
}
