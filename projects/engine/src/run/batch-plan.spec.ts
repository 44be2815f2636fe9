import fc from 'fast-check';
import { planBatches } from './batch-plan.ts';

describe('planBatches', () => {
  it('ends a batch early at a checkpoint and at the end of a pass', () => {
    expect([...planBatches([50, 120, 300], 200, 64)]).toEqual([
      { start: 0, size: 50 },
      { start: 50, size: 64 },
      { start: 114, size: 6 },
      { start: 120, size: 64 },
      { start: 184, size: 16 },
      { start: 200, size: 64 },
      { start: 264, size: 36 },
    ]);
  });

  it('covers every image once, never across a boundary', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 1, max: 70 }),
        (unsorted, datasetSize, batchSize) => {
          const boundaries = unsorted.sort((a, b) => a - b);
          let next = 0;
          for (const { start, size } of planBatches(boundaries, datasetSize, batchSize)) {
            expect(start).toBe(next);
            expect(size).toBeGreaterThan(0);
            expect(size).toBeLessThanOrEqual(batchSize);
            next = start + size;
            const crossed = boundaries.some((boundary) => start < boundary && boundary < next);
            expect(crossed).toBeFalse();
            expect(Math.floor(start / datasetSize)).toBe(Math.floor((next - 1) / datasetSize));
          }
          expect(next).toBe(boundaries.at(-1) ?? 0);
        },
      ),
    );
  });
});
