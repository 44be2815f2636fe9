import { Random } from '#model';
import { ALL_WRITERS, COMMON_WRITERS, writerOf, type Writer } from './writer.ts';

describe('writerOf', () => {
  for (const [name, ranges] of Object.entries({ COMMON_WRITERS, ALL_WRITERS })) {
    it(`stays inside the ranges of ${name} and reaches both ends`, () => {
      const random = Random.fromSeed(6);
      const writers = Array.from({ length: 500 }, () => writerOf(random, ranges));
      for (const key of Object.keys(ranges) as (keyof Writer)[]) {
        const [low, high] = ranges[key];
        const values = writers.map((writer) => writer[key]);
        // A tick of negative length is none.
        const least = key === 'hook' ? 0 : low;
        const margin = (high - low) / 50;
        expect(Math.min(...values))
          .withContext(key)
          .toBeGreaterThanOrEqual(least);
        expect(Math.min(...values))
          .withContext(key)
          .toBeLessThan(least + margin);
        expect(Math.max(...values))
          .withContext(key)
          .toBeLessThanOrEqual(high);
        expect(Math.max(...values))
          .withContext(key)
          .toBeGreaterThan(high - margin);
      }
    });
  }

  it('has among all writers the common ones', () => {
    for (const key of Object.keys(COMMON_WRITERS) as (keyof Writer)[]) {
      expect(ALL_WRITERS[key][0]).toBeLessThanOrEqual(COMMON_WRITERS[key][0]);
      expect(ALL_WRITERS[key][1]).toBeGreaterThanOrEqual(COMMON_WRITERS[key][1]);
    }
  });
});
