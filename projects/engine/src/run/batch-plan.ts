/** One optimiser step's share of a run. */
export interface PlannedBatch {
  /** Images seen before it. */
  readonly start: number;
  readonly size: number;
}

/**
 * Cuts a run into batches that end at every boundary, so that a checkpoint at 50 images has seen 50.
 * @param boundaries image counts, ascending; passes over the data set end at their multiples too
 */
export function* planBatches(
  boundaries: readonly number[],
  datasetSize: number,
  batchSize: number,
): Generator<PlannedBatch> {
  let start = 0;
  for (const boundary of boundaries) {
    while (start < boundary) {
      const passEnd = (Math.floor(start / datasetSize) + 1) * datasetSize;
      const size = Math.min(batchSize, boundary - start, passEnd - start);
      yield { start, size };
      start += size;
    }
  }
}
