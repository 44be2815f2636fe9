import { perceptronSpec } from '#model';
import { initialWeights } from './initial-weights.ts';

describe('initialWeights', () => {
  const spec = perceptronSpec([784, 128, 10]);

  it('stays within one over the root of the fan-in, as nn.Linear does, and fills that range', () => {
    const [first, second] = initialWeights(spec, 1);
    for (const [layer, fanIn] of [
      [first, 784],
      [second, 128],
    ] as const) {
      const values = [...(layer?.weights ?? []), ...(layer?.biases ?? [])];
      const bound = 1 / Math.sqrt(fanIn);
      const largest = Math.max(...values.map(Math.abs));
      expect(largest).toBeLessThanOrEqual(bound);
      expect(largest).toBeGreaterThan(bound * 0.98);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      expect(Math.abs(mean)).toBeLessThan(bound * 0.06);
      const variance = values.reduce((sum, value) => sum + value ** 2, 0) / values.length;
      expect(variance / (bound ** 2 / 3)).toBeGreaterThan(0.94);
      expect(variance / (bound ** 2 / 3)).toBeLessThan(1.06);
    }
  });

  it("has He's spread where that is asked for, in the first layer a share of it, and biases of 0", () => {
    const layers = initialWeights(spec, 1, { kind: 'he', firstLayerScale: 0.1 });
    const spreads = layers.map(({ weights }) =>
      Math.sqrt(weights.reduce((sum, weight) => sum + weight ** 2, 0) / weights.length),
    );
    // 0.1 sqrt(2/784) and sqrt(2/128).
    expect((spreads[0] ?? NaN) / 0.0050508).toBeCloseTo(1, 1);
    expect((spreads[1] ?? NaN) / 0.125).toBeCloseTo(1, 1);
    expect(layers.every(({ biases }) => biases.every((bias) => bias === 0))).toBeTrue();
    const whole = initialWeights(spec, 1, { kind: 'he', firstLayerScale: 1 });
    expect(layers[1]).toEqual(whole[1] as never);
  });

  it('depends on the seed alone', () => {
    const firstOf = (seed: number): number[] => [
      ...(initialWeights(spec, seed)[0]?.weights.subarray(0, 8) ?? []),
    ];
    expect(firstOf(5)).toEqual(firstOf(5));
    expect(firstOf(5)).not.toEqual(firstOf(6));
  });
});
