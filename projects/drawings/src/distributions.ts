import type { Random } from '#model';

/** A range that something is chosen from, all of it equally likely. */
export type Range = readonly [low: number, high: number];

/** A number of a range. */
export function within(random: Random, range: Range): number {
  const [low, high] = range;
  return low + random.nextFloat() * (high - low);
}

/** A number that is mostly near 0: the sum of four uniform ones, standard deviation 1, 3.5 at most. */
export function aroundZero(random: Random): number {
  let sum = -2;
  for (let part = 0; part < 4; part++) sum += random.nextFloat();
  return sum * Math.sqrt(3);
}

/**
 * One of the items, all equally likely.
 * @throws RangeError when there are none
 */
export function oneOf<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[random.nextBelow(Math.max(1, items.length))];
  if (item === undefined) throw new RangeError('items: expected at least one, found none');
  return item;
}
