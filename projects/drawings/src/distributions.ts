import type { Random } from '#model';

/** A range that something is drawn from. */
export type Range = readonly [low: number, high: number];

/** A number of a range, uniformly distributed. */
export function uniform(random: Random, range: Range): number {
  const [low, high] = range;
  return low + random.nextFloat() * (high - low);
}

/** A number around 0, standard deviation 1, 3.5 at most: the sum of four uniform ones (Irwin-Hall). */
export function nearlyNormal(random: Random): number {
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
