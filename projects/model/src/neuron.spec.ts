import { perceptronSpec } from './network-spec.ts';
import { hasNeuron, isSameNeuron, neuronParameters } from './neuron.ts';

describe('hasNeuron', () => {
  it('is true of the pixels and of the neurons of each layer, and of nothing else', () => {
    const network = perceptronSpec([3, 2, 4]);
    const has = (layer: number, ...neurons: number[]): boolean[] =>
      neurons.map((neuron) => hasNeuron(network, { layer, neuron }));
    expect(has(0, -1, 0, 2, 3)).toEqual([false, true, true, false]);
    expect(has(1, -1, 0, 1, 2)).toEqual([false, true, true, false]);
    expect(has(2, -1, 0, 3, 4)).toEqual([false, true, true, false]);
    expect(has(1, 0.5, NaN, Infinity)).toEqual([false, false, false]);
    expect([...has(3, 0), ...has(-1, 0), ...has(0.5, 0)]).toEqual([false, false, false]);
    expect(hasNeuron({ ...network, layers: [] }, { layer: 0, neuron: 0 })).toBeFalse();
  });
});

describe('isSameNeuron', () => {
  it('compares layers and indices; undefined equals undefined', () => {
    const neuron = { layer: 1, neuron: 4 };
    expect(isSameNeuron(neuron, { ...neuron })).toBeTrue();
    expect(isSameNeuron(neuron, { layer: 2, neuron: 4 })).toBeFalse();
    expect(isSameNeuron(neuron, { layer: 1, neuron: 5 })).toBeFalse();
    expect(isSameNeuron(neuron, undefined)).toBeFalse();
    expect(isSameNeuron(undefined, undefined)).toBeTrue();
  });
});

describe('neuronParameters', () => {
  const network = perceptronSpec([2, 3, 1]);

  it("finds a neuron's own row of weights, and its bias", () => {
    const first = { weights: Float32Array.of(1, 2, 3, 4, 5, 6), biases: Float32Array.of(7, 8, 9) };
    const found = neuronParameters(network, [first], { layer: 1, neuron: 1 });
    expect(found.spec).toBe(network.layers[0] ?? found.spec);
    expect([[...found.weights], found.bias]).toEqual([[3, 4], 8]);
  });

  it('names a neuron that has no weights', () => {
    expect(() => neuronParameters(network, [], { layer: 1, neuron: 0 })).toThrowError(
      RangeError,
      'neuron: expected one of layers 1 to 2, found neuron 0 of layer 1',
    );
  });
});
