import type { Checkpoint } from '#model';

/** A timeline of so many checkpoints, of which only order and shard are to be told apart. */
export function timelineOf(count: number): Checkpoint[] {
  return Array.from({ length: count }, (_, order) => ({
    id: `id_${order}`,
    order,
    label: `moment ${order}`,
    kind: 'approx' as const,
    targetImages: order,
    imagesSeen: order,
    batchesSeen: order,
    datasetPasses: 0,
    description: '',
    metrics: {},
    shard: { path: `${order}.json` },
  }));
}
