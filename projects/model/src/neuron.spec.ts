import { isSameNeuron } from './neuron.ts';

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
