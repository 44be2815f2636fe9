import { architectureOf, parameterCount, perceptronSpec } from './network-spec.ts';

describe('perceptronSpec', () => {
  it("describes the seed's network", () => {
    const spec = perceptronSpec([784, 128, 64, 10]);
    expect(spec.layers.map(({ name }) => name)).toEqual(['dense_0', 'dense_1', 'dense_2']);
    expect(spec.layers.map(({ activation }) => activation)).toEqual(['relu', 'relu', 'linear']);
    expect(architectureOf(spec)).toEqual([784, 128, 64, 10]);
    expect(parameterCount(spec)).toBe(109_386); // As on the seed's page.
    expect(spec.normalization).toEqual({ mean: 0.1307, std: 0.3081 });
  });

  it('describes a network without hidden layers', () => {
    const [only, ...others] = perceptronSpec([2, 3]).layers;
    expect(only).toEqual({ name: 'dense_0', activation: 'linear', inputs: 2, outputs: 3 });
    expect(others).toEqual([]);
  });

  it('accepts the largest network, and says why anything larger is refused', () => {
    const largest = new Array<number>(6).fill(2048);
    expect(perceptronSpec([784, ...largest, 10]).layers.length).toBe(7);
    expect(() => perceptronSpec([784, ...largest, 1, 10])).toThrowError(
      RangeError,
      'architecture: expected at most 6 hidden layers, found 7',
    );
    expect(() => perceptronSpec([784, 2049, 10])).toThrowError(
      RangeError,
      'architecture: expected at most 2048 neurons a layer, found 2049',
    );
  });

  it('has no sizes without layers', () => {
    expect(architectureOf({ ...perceptronSpec([2, 3]), layers: [] })).toEqual([]);
  });

  it('takes as many inputs as there are', () => {
    expect(architectureOf(perceptronSpec([5000, 2048, 2]))).toEqual([5000, 2048, 2]);
  });

  for (const architecture of [[], [784], [784, 0, 10], [784, -5, 10], [784, 1.5, 10], [NaN, 10]]) {
    it(`refuses [${architecture.join(', ')}]`, () => {
      expect(() => perceptronSpec(architecture)).toThrowError(
        RangeError,
        /^architecture: expected/,
      );
    });
  }
});
