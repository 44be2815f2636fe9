/** One optimiser step's share of a run. */
export interface PlannedBatch {
  /** Images seen before it. */
  readonly start: number;
  readonly size: number;
}

/**
 * Cuts a run into batches that end at every boundary, so that a checkpoint at 50 images has seen 50.
 * @param boundaries image counts, ascending; passes over the data set end at their multiples too
 * @param batchSize images a step; a function is asked before each
 * @param start images seen before
 */
export function* planBatches(
  boundaries: readonly number[],
  datasetSize: number,
  batchSize: number | (() => number),
  start = 0,
): Generator<PlannedBatch> {
  for (const boundary of boundaries) {
    while (start < boundary) {
      const passEnd = (Math.floor(start / datasetSize) + 1) * datasetSize;
      const most = typeof batchSize === 'number' ? batchSize : batchSize();
      const size = Math.min(most, boundary - start, passEnd - start);
      yield { start, size };
      start += size;
    }
  }
}
