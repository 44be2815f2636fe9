import fc from 'fast-check';
import {
  activeSources,
  rankConnections,
  rankWeights,
  strongestThresholds,
  type RankingOptions,
} from './strongest-connections.ts';

/** Weights of two neurons over four sources. */
const WEIGHTS = Float32Array.of(1, -4, 2, 0.5, -3, 0, 8, 1);
const VALUES = Float32Array.of(1, 0.5, 2, 0);
// Contributions: 1, -2, 4, 0 and -3, 0, 16, 0.

const carrying = (strongest: number): RankingOptions => ({ strongest, rankBy: 'contribution' });
const heavy = (strongest: number): RankingOptions => ({ strongest, rankBy: 'weight' });

describe('rankWeights', () => {
  it('ranks each neuron’s incoming connections by weight, whatever its layer', () => {
    const layer = (weights: number[], outputs: number) => ({
      weights: Float32Array.from(weights),
      biases: new Float32Array(outputs),
    });
    // Three inputs, two hidden neurons, one output.
    const [first, second] = rankWeights([layer([1, -4, 2, 8, 0, 6], 2), layer([3, -5], 1)], 1);
    expect([...(first?.thresholds ?? [])]).toEqual([3, 7]);
    expect(first?.scale).toBe(6);
    expect([...(second?.thresholds ?? [])]).toEqual([4]);
    expect(second?.scale).toBe(5);
  });
});

describe('strongestThresholds', () => {
  it('are halfway between the last shown and the first hidden connection', () => {
    const { thresholds } = strongestThresholds(WEIGHTS, VALUES, carrying(2));
    expect([...thresholds]).toEqual([1.5, 1.5]);
    expect([...strongestThresholds(WEIGHTS, VALUES, carrying(1)).thresholds]).toEqual([3, 9.5]);
  });

  it('show all that contribute when there are no more than requested', () => {
    for (const count of [3, 4, 24, Infinity]) {
      const { thresholds } = strongestThresholds(WEIGHTS, VALUES, carrying(count));
      expect([...thresholds]).toEqual([0, 0]);
    }
  });

  it('rank by weight regardless of the drawing', () => {
    const { thresholds } = strongestThresholds(WEIGHTS, VALUES, heavy(1));
    expect([...thresholds]).toEqual([3, 5.5]);
  });

  it('use the mean of the largest contributions as the scale', () => {
    expect(strongestThresholds(WEIGHTS, VALUES, carrying(1)).scale).toBe(10);
    expect(strongestThresholds(WEIGHTS, VALUES, heavy(1)).scale).toBe(10);
    expect(strongestThresholds(WEIGHTS, new Float32Array(4), carrying(1)).scale).toBe(0);
  });

  it('give the mean of what is shown, relative to the scale', () => {
    // The strongest are 4 and 16, then also 2 and 3.
    expect(strongestThresholds(WEIGHTS, VALUES, carrying(1)).meanShown).toBe(1);
    expect(strongestThresholds(WEIGHTS, VALUES, carrying(2)).meanShown).toBe((4 + 2 + 16 + 3) / 40);
    // By weight -4, which carries 2, and 8.
    expect(strongestThresholds(WEIGHTS, VALUES, heavy(1)).meanShown).toBe((2 + 16) / 20);
    expect(strongestThresholds(WEIGHTS, new Float32Array(4), carrying(1)).meanShown).toBe(0);
  });

  it('show exactly as many as sorting does, for many values and counts', () => {
    let state = 7;
    const next = (): number => (state = (state * 16807) % 2147483647) / 2147483647 - 0.5;
    const inputs = 97;
    const weights = Float32Array.from({ length: inputs * 5 }, next);
    const values = Float32Array.from({ length: inputs }, (_, i) => (i % 3 === 0 ? 0 : next()));
    for (const count of [1, 2, 7, 24, 63, 64]) {
      const { thresholds } = strongestThresholds(weights, values, carrying(count));
      thresholds.forEach((threshold, out) => {
        const row = weights.subarray(out * inputs, (out + 1) * inputs);
        const shown = row.filter((weight, i) => {
          const strength = Math.abs(weight * (values[i] ?? 0));
          return strength > 0 && strength >= threshold;
        });
        expect(shown.length).withContext(`${count} of neuron ${out}`).toBe(count);
      });
    }
  });

  it('lies half way between two neighbours in order, for any weights and any count', () => {
    const weights = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 11 }), (row, count) => {
        const sorted = row.map(Math.abs).sort((a, b) => b - a);
        const ones = new Float32Array(row.length).fill(1);
        const { thresholds, scale } = strongestThresholds(
          Float32Array.from(row),
          ones,
          heavy(count),
        );
        const next = sorted[count];
        const wanted = next === undefined ? 0 : ((sorted[count - 1] ?? NaN) + next) / 2;
        expect([[...thresholds], scale]).toEqual([[wanted], sorted[0] ?? NaN]);
      }),
      { numRuns: 300 },
    );
  });

  it('ranks nothing where there are no sources', () => {
    for (const weights of [WEIGHTS, new Float32Array()]) {
      const { thresholds, scale } = strongestThresholds(weights, new Float32Array(), heavy(1));
      expect([thresholds.length, scale]).toEqual([0, 0]);
    }
  });

  it('also show what is as strong as the last one', () => {
    const same = strongestThresholds(Float32Array.of(1, 1, 1), Float32Array.of(1, 1, 1), heavy(2));
    expect([...same.thresholds]).toEqual([1]);
  });

  it('name the sources that carry anything', () => {
    expect([...activeSources(Float32Array.of(0, 0.5, 0, -1))]).toEqual([1, 3]);
    expect(activeSources(new Float32Array(5)).length).toBe(0);
  });
});

describe('rankConnections', () => {
  it('ranks the first layer by the ink, later ones by the output of the layer before', () => {
    const weights = [
      { weights: Float32Array.of(2, -6, 1, 1), biases: new Float32Array(2) },
      { weights: Float32Array.of(4, 1), biases: new Float32Array(1) },
    ];
    const hidden = { preActivations: Float32Array.of(1, 3), activations: Float32Array.of(1, 3) };
    const [first, second] = rankConnections(
      weights,
      Float32Array.of(1, 0.5),
      { layers: [hidden] },
      carrying(1),
    );
    // 2 and -3, 1 and 0.5; then 4 and 3.
    expect([...(first?.thresholds ?? [])]).toEqual([2.5, 0.75]);
    expect(first?.scale).toBe(2);
    expect([...(second?.thresholds ?? [])]).toEqual([3.5]);
    expect(second?.scale).toBe(4);
  });
});
