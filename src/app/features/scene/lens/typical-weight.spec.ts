import { Random } from '#model';
import { typicalWeight } from './typical-weight.ts';

describe('typicalWeight', () => {
  it('is the root mean square, to a few hundredths of it, without a look at each weight', () => {
    const random = Random.fromSeed(3);
    const weights = Float32Array.from(
      { length: 128 * 784 },
      () => random.nextFloat() * random.nextFloat() - 0.2,
    );
    const all = Math.sqrt(weights.reduce((sum, weight) => sum + weight ** 2, 0) / weights.length);
    expect(typicalWeight(weights, 784) / all).toBeCloseTo(1, 1.5);
    expect(typicalWeight(Float32Array.of(2, -2, 2, -2), 4)).toBe(2);
  });

  it('comes by at every input, whatever the width of the image', () => {
    for (const inputs of [169, 784, 13 * 11, 13 * 11 * 4]) {
      // Only one input counts at all.
      const weights = Float32Array.from({ length: 200 * inputs }, (_, i) =>
        i % inputs === 5 ? 1 : 0,
      );
      expect(typicalWeight(weights, inputs)).withContext(`${inputs}`).toBeGreaterThan(0.01);
    }
  });

  it('is never 0, because one divides by it', () => {
    expect(typicalWeight(new Float32Array(100), 10)).toBe(1e-6);
    expect(typicalWeight(new Float32Array(), 10)).toBe(1e-6);
  });
});
