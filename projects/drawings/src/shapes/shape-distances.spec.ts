import { writtenDigits } from '../../testing/written-digits.ts';
import { fitClusters, unitDigits } from './fit-clusters.ts';
import { brokenDistance, shapeDistances, type ShapeDistances } from './shape-distances.ts';
import { meanStrokes } from './shape-sampler.ts';
import { unitLines } from './unit-lines.ts';

describe('shapeDistances', () => {
  const people = unitDigits([21, 22, 23, 24].flatMap((writer) => writtenDigits(writer, 6)));
  const { clusters } = fitClusters(people);

  it('finds digits of others further away than those of the same writer', () => {
    const { nearest, others } = shapeDistances({ clusters }, people, 240);
    expect(others.median).toBeGreaterThan(nearest.median);
    expect(nearest.low).toBeGreaterThan(0);
    expect(nearest.median).toBeGreaterThan(nearest.low);
  });

  it('finds a model out that repeats what it was fitted to', () => {
    // Each cluster's mean, without any deviation, is made a digit of the people's.
    const copied = clusters.map((cluster) => ({ ...cluster, components: [] }));
    const means = copied.map((cluster) => ({
      label: cluster.digit,
      writer: 'copied',
      lines: unitLines(meanStrokes(cluster)),
    }));
    const distances = shapeDistances({ clusters: copied }, [...people, ...means], 100);
    expect(distances.sampled.median).toBeLessThan(0.02);
    expect(brokenDistance(distances)).toMatch(/expected a median of at least 0\.\d+, found 0\.0/);
  });
});

describe('brokenDistance', () => {
  const kept: ShapeDistances = {
    sampled: { low: 0.03, median: 0.06 },
    nearest: { low: 0.03, median: 0.05 },
    others: { low: 0.04, median: 0.066 },
  };

  it('is none where digits keep away', () => {
    expect(brokenDistance(kept)).toBeUndefined();
  });

  it('tells that most are too near, or a few', () => {
    expect(brokenDistance({ ...kept, sampled: { low: 0.03, median: 0.059 } })).toContain(
      'expected a median of at least 0.0594, found 0.0590',
    );
    expect(brokenDistance({ ...kept, sampled: { low: 0.029, median: 0.06 } })).toContain(
      'expected 95 % at 0.0300 or more, found them at 0.0290',
    );
    expect(brokenDistance({ ...kept, sampled: { low: NaN, median: NaN } })).toBeDefined();
  });
});
