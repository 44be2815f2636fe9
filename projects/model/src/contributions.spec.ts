import {
  incomingContributions,
  inkOf,
  outgoingContributions,
  strongestFirst,
  sumAfter,
} from './contributions.ts';
import { forward, type ForwardPass } from './forward.ts';
import { perceptronSpec, type NetworkSpec } from './network-spec.ts';

// Two pixels, two hidden neurons, two outputs.
const network: NetworkSpec = {
  layers: [
    { name: 'hidden', activation: 'relu', inputs: 2, outputs: 2 },
    { name: 'output', activation: 'linear', inputs: 2, outputs: 2 },
  ],
  normalization: { mean: 0.5, std: 0.25 },
};
const weights = [
  { weights: Float32Array.of(1, 2, -3, 4), biases: Float32Array.of(0.5, -1) },
  { weights: Float32Array.of(1, 10, -1, 0.5), biases: Float32Array.of(0, 2) },
];
// Hidden pre-activations 0.5 and -11, outputs 0.5 and 1.5.
let pass: ForwardPass;
beforeEach(() => {
  pass = forward(network, weights, [1, 0.25]);
});

describe('incomingContributions', () => {
  it('separates the ink of the pixels from the blank paper', () => {
    const sum = incomingContributions(network, weights, pass, { layer: 1, neuron: 0 });
    // 1 · 1 / 0.25 and 0.25 · 2 / 0.25; paper -0.5 / 0.25 · (1 + 2).
    expect([...sum.terms]).toEqual([4, 2]);
    expect([sum.bias, sum.paper, sum.total]).toEqual([0.5, -6, 0.5]);
  });

  it('uses activations for deeper neurons', () => {
    const sum = incomingContributions(network, weights, pass, { layer: 2, neuron: 1 });
    // 0.5 · -1; the other neuron is cut to 0.
    expect([...sum.terms]).toEqual([-0.5, 0]);
    expect([sum.bias, sum.paper, sum.total]).toEqual([2, 0, 1.5]);
  });

  it('adds up to the pre-activation where there is no ink', () => {
    const blank = forward(network, weights, [0, 0]);
    const sum = incomingContributions(network, weights, blank, { layer: 1, neuron: 1 });
    // Bias -1, paper -2 · (-3 + 4).
    expect([...sum.terms].map(Math.abs)).toEqual([0, 0]);
    expect([sum.total, blank.layers[0]?.preActivations[1]]).toEqual([-3, -3]);
  });

  it('names a neuron that does not exist', () => {
    for (const id of [
      { layer: 0, neuron: 0 },
      { layer: 3, neuron: 0 },
      { layer: 1, neuron: 2 },
      { layer: 1, neuron: -1 },
      { layer: 1, neuron: 0.5 },
    ]) {
      expect(() => incomingContributions(network, weights, pass, id)).toThrowError(
        RangeError,
        `neuron: expected one of layers 1 to 2, found neuron ${id.neuron} of layer ${id.layer}`,
      );
    }
  });
});

describe('outgoingContributions', () => {
  it('follows a pixel by its ink', () => {
    // 0.25 / 0.25 = 1, times 2 and 4.
    const terms = outgoingContributions(network, weights, pass, { layer: 0, neuron: 1 });
    expect([...terms]).toEqual([2, 4]);
  });

  it('follows a neuron by its activation', () => {
    expect([...outgoingContributions(network, weights, pass, { layer: 1, neuron: 0 })]).toEqual([
      0.5, -0.5,
    ]);
    expect([...outgoingContributions(network, weights, pass, { layer: 1, neuron: 1 })]).toEqual([
      0, 0,
    ]);
  });

  it('is empty for outputs, and names a neuron that does not exist', () => {
    expect(outgoingContributions(network, weights, pass, { layer: 2, neuron: 0 }).length).toBe(0);
    expect(() =>
      outgoingContributions(network, weights, pass, { layer: 0, neuron: 2 }),
    ).toThrowError(RangeError, 'neuron: expected one of layers 0 to 2, found neuron 2 of layer 0');
  });
});

describe('inkOf', () => {
  it('recovers the ink of the input, and exactly zero for blank paper', () => {
    const mnist = perceptronSpec([4, 1]);
    const blank = [{ weights: new Float32Array(4), biases: new Float32Array(1) }];
    const ink = inkOf(mnist, forward(mnist, blank, [0, 1, 0.3, 0.001]));
    [0, 1, 0.3, 0.001].forEach((expected, pixel) => {
      expect(ink[pixel]).toBeCloseTo(expected, 7);
    });
    expect(ink[0]).toBe(0);
  });
});

describe('strongestFirst', () => {
  it('orders by absolute value, and keeps equal ones in order', () => {
    expect([...strongestFirst(Float64Array.of(0, -2, 1, 2, -3, 0))]).toEqual([4, 1, 3, 2, 0, 5]);
  });
});

describe('sumAfter', () => {
  it('adds up what is not shown', () => {
    const terms = Float64Array.of(0.5, -4, 1, 2);
    const order = strongestFirst(terms);
    expect([0, 1, 2, 4, Infinity].map((shown) => sumAfter(terms, order, shown))).toEqual([
      -0.5, 3.5, 1.5, 0, 0,
    ]);
  });
});
