import { forward, perceptronSpec, traceToPixels, type NetworkWeights } from '#model';
import { PixelTraces } from './pixel-traces.ts';

describe('PixelTraces', () => {
  const network = perceptronSpec([2, 2, 2], { mean: 0, std: 1 });
  const weights: NetworkWeights = [1, 2].map((seed) => ({
    weights: Float32Array.of(seed, -1, 0.5, 2),
    biases: Float32Array.of(0, 1),
  }));
  const pass = forward(network, weights, [1, 0.5]);
  const [first, second, third] = [0, 1, 2].map((at) => ({
    layer: at < 2 ? 1 : 2,
    neuron: at % 2,
  }));
  if (!first || !second || !third) throw new Error('expected three neurons');

  it('are what the model traces', () => {
    expect(new PixelTraces().of(network, weights, pass, third)).toEqual(
      traceToPixels(network, weights, pass, third),
    );
  });

  it('are worked out once for a picked neuron and one that is pointed at', () => {
    const traces = new PixelTraces();
    const picked = traces.of(network, weights, pass, first);
    for (const id of [second, third, second]) {
      traces.of(network, weights, pass, id);
      expect(traces.of(network, weights, pass, first)).toBe(picked);
    }
  });

  it('are worked out again for another drawing', () => {
    const traces = new PixelTraces();
    const before = traces.of(network, weights, pass, third);
    const other = forward(network, weights, [0, 1]);
    expect(traces.of(network, weights, other, third)).not.toBe(before);
  });
});
