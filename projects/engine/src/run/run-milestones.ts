import { milestones, type Milestone } from '#model';
import type { Recipe } from './recipe.ts';

/** Every run goes on to so many passes, so that every timeline has the same moments. */
export const LEAST_EPOCHS = 50;

/**
 * The checkpoints of a recipe's run, up to `stopAfter` if given.
 * @throws RangeError when there is no such checkpoint; it lists those there are
 */
export function runMilestones(
  datasetSize: number,
  { epochs }: Pick<Recipe, 'epochs'>,
  stopAfter?: string,
): Milestone[] {
  const all = milestones(datasetSize, Math.max(LEAST_EPOCHS, epochs));
  if (stopAfter === undefined) return all;
  const index = findMilestone(all, stopAfter);
  if (index === -1) {
    const names = all.map(({ id }) => id.replace(/^(approx|dataset)_/, '').replace('_', '.'));
    throw new RangeError(`stop after: expected one of ${names.join(', ')}; found ${stopAfter}`);
  }
  return all.slice(0, index + 1);
}

/** Position of the checkpoint called `name`: its id, or short `10x`, `40k`; -1 when there is none. */
export function findMilestone(all: readonly { readonly id: string }[], name: string): number {
  const slug = name.replace('.', '_');
  return all.findIndex(({ id }) => [slug, `dataset_${slug}`, `approx_${slug}`].includes(id));
}
