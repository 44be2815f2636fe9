import { MOST_REACHED, mostReached } from './most-reached.ts';

describe('mostReached', () => {
  it('has the neurons with the largest weights of a pixel, of either sign, the largest first', () => {
    const weights = Float32Array.of(9, 1, 9, -3, 9, 0, 9, 2);
    const layer = { weights, biases: new Float32Array(4) };
    expect(mostReached(layer, 1)).toEqual([
      { neuron: 1, weight: -3 },
      { neuron: 3, weight: 2 },
      { neuron: 0, weight: 1 },
    ]);
  });

  it('has ten of many', () => {
    const weights = Float32Array.from({ length: 128 }, (_, neuron) => (neuron * 37) % 128);
    const found = mostReached({ weights, biases: new Float32Array(128) }, 0);
    expect(found.length).toBe(MOST_REACHED);
    expect(found.map(({ weight }) => weight)).toEqual([
      127, 126, 125, 124, 123, 122, 121, 120, 119, 118,
    ]);
  });
});
