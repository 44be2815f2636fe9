import manifestFile from '../../../exports/mlp_weights.json' with { type: 'json' };
import trainedFile from '../../../exports/mlp_weights/034_dataset-50x.json' with { type: 'json' };
import { incomingContributions } from './contributions.ts';
import { forward, type ForwardPass } from './forward.ts';
import { drawInk } from './ink.ts';
import { parseManifest } from './manifest.ts';
import { perceptronSpec, type NetworkSpec, type NetworkWeights } from './network-spec.ts';
import { parseSnapshot } from './snapshot.ts';
import { traceToPixels } from './trace-to-pixels.ts';

const identity = { mean: 0, std: 1 };

/** Weights between -1 and 1 that look random and are the same everywhere. */
function wildWeights(network: NetworkSpec): NetworkWeights {
  let count = 0;
  const wild = (): number => (((count += 1) * 7919) % 2003) / 1001 - 1;
  return network.layers.map(({ inputs, outputs }) => ({
    weights: Float32Array.from({ length: inputs * outputs }, wild),
    biases: Float32Array.from({ length: outputs }, wild),
  }));
}

/** The largest difference between a trace's sum and the pre-activation, over all neurons of the network. */
function largestError(network: NetworkSpec, weights: NetworkWeights, ink: Float32Array): number {
  const pass = forward(network, weights, ink);
  const errors = pass.layers.flatMap(({ preActivations }, index) =>
    Array.from(preActivations, (expected, neuron) => {
      const trace = traceToPixels(network, weights, pass, { layer: index + 1, neuron });
      const sum = trace.slopes.reduce((total, slope, p) => total + slope * (ink[p] ?? 0), 0);
      return Math.abs(sum + trace.constant - expected);
    }),
  );
  return Math.max(...errors);
}

describe('traceToPixels', () => {
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
  // Hidden pre-activations 0.5 and -11: only the first neuron passes anything on.
  let pass: ForwardPass;
  beforeEach(() => {
    pass = forward(network, weights, [1, 0.25]);
  });

  it("gives a first layer's weights per ink", () => {
    const { slopes, constant } = traceToPixels(network, weights, pass, { layer: 1, neuron: 0 });
    expect([...slopes]).toEqual([4, 8]);
    // 0.5 - 0.5 · (4 + 8): the value for blank paper.
    expect(constant).toBe(-5.5);
  });

  it('passes only through active neurons', () => {
    const { slopes, constant } = traceToPixels(network, weights, pass, { layer: 2, neuron: 1 });
    // -1 times the slope of the first hidden neuron; 2 - (-5.5).
    expect([...slopes]).toEqual([-4, -8]);
    expect(constant).toBe(7.5);
    // -4 · 1 - 8 · 0.25 + 7.5 is the logit.
    expect(pass.logits[1]).toBe(1.5);
  });

  it('stops at a neuron that is exactly 0', () => {
    const thin = perceptronSpec([1, 1, 1], identity);
    const thinWeights = [
      { weights: Float32Array.of(1), biases: Float32Array.of(-1) },
      { weights: Float32Array.of(3), biases: Float32Array.of(2) },
    ];
    const edge = forward(thin, thinWeights, [1]);
    expect(edge.layers[0]?.preActivations[0]).toBe(0);
    const trace = traceToPixels(thin, thinWeights, edge, { layer: 2, neuron: 0 });
    expect([[...trace.slopes], trace.constant]).toEqual([[0], 2]);
  });

  it('passes through a linear layer whatever its sign', () => {
    const linear: NetworkSpec = {
      layers: network.layers.map((layer) => ({ ...layer, activation: 'linear' })),
      normalization: identity,
    };
    const through = forward(linear, weights, [1, 0.25]);
    // 1 · 1 + 2 · 0.25 + 0.5 = 2 and -3 · 1 + 4 · 0.25 - 1 = -3; then 1 · 2 + 10 · -3.
    expect([...(through.layers[0]?.activations ?? [])]).toEqual([2, -3]);
    expect(through.logits[0]).toBe(-28);
    const trace = traceToPixels(linear, weights, through, { layer: 2, neuron: 0 });
    // Rows times rows: 1 · (1, 2) + 10 · (-3, 4); 1 · 0.5 + 10 · -1.
    expect([[...trace.slopes], trace.constant]).toEqual([[-29, 42], -9.5]);
  });

  for (const [name, architecture] of [
    ['no hidden layer', [12, 5]],
    ['six hidden layers', [12, 9, 8, 7, 9, 8, 6, 5]],
  ] as const) {
    it(`adds up in a network with ${name}`, () => {
      const spec = perceptronSpec(architecture);
      const ink = Float32Array.from({ length: 12 }, (_, pixel) => (pixel % 4) / 3);
      expect(largestError(spec, wildWeights(spec), ink)).toBeLessThan(1e-4);
    });
  }

  describe('with the default weights', () => {
    const SEVEN = [
      { x: 8, y: 7 },
      { x: 19, y: 7 },
      { x: 12, y: 22 },
    ];
    let spec: NetworkSpec;
    let trained: NetworkWeights;
    let seven: Float32Array;
    let read: ForwardPass;
    beforeEach(() => {
      spec = parseManifest(JSON.stringify(manifestFile), 'mlp_weights.json').network;
      trained = parseSnapshot(JSON.stringify(trainedFile), '034', spec);
      seven = drawInk([SEVEN], 2.5);
      read = forward(spec, trained, seven);
    });

    it('adds up to every pre-activation within 1e-4', () => {
      expect(read.logits.indexOf(Math.max(...read.logits))).toBe(7);
      expect(largestError(spec, trained, seven)).toBeLessThan(1e-4);
      expect(largestError(spec, trained, new Float32Array(784))).toBeLessThan(1e-4);
    });

    it('adds up to the same sums as the contributions', () => {
      for (const id of [
        { layer: 1, neuron: 12 },
        { layer: 2, neuron: 63 },
        { layer: 3, neuron: 7 },
      ]) {
        const { total } = incomingContributions(spec, trained, read, id);
        const { slopes, constant } = traceToPixels(spec, trained, read, id);
        const sum = slopes.reduce((all, slope, pixel) => all + slope * (seven[pixel] ?? 0), 0);
        expect(sum + constant).toBeCloseTo(total, 4);
        expect(total).toBeCloseTo(read.layers[id.layer - 1]?.preActivations[id.neuron] ?? NaN, 4);
      }
    });
  });

  it('names a neuron that does not exist', () => {
    expect(() => traceToPixels(network, weights, pass, { layer: 0, neuron: 1 })).toThrowError(
      RangeError,
      'neuron: expected one of layers 1 to 2, found neuron 1 of layer 0',
    );
  });
});
