import fc from 'fast-check';
import reference from '../testing/pytorch_reference.json' with { type: 'json' };
import seedManifest from '../testing/seed_export.json' with { type: 'json' };
import lastSnapshot from '../testing/seed_export/014_dataset-1x.json' with { type: 'json' };
import { forward, normalize, softmax } from './forward.ts';
import { parseManifest } from './manifest.ts';
import { perceptronSpec } from './network-spec.ts';
import { parseSnapshot } from './snapshot.ts';

const identity = { mean: 0, std: 1 };

describe('forward', () => {
  it('matches a calculation by hand', () => {
    const spec = perceptronSpec([2, 2, 2], { mean: 0.5, std: 0.25 });
    const weights = [
      { weights: Float32Array.of(1, 2, -3, 4), biases: Float32Array.of(0.5, -1) },
      { weights: Float32Array.of(1, 10, -1, 0.5), biases: Float32Array.of(0, 2) },
    ];
    const pass = forward(spec, weights, [1, 0.25]);
    // Inputs (1 - 0.5) / 0.25 = 2 and (0.25 - 0.5) / 0.25 = -1.
    expect([...pass.input]).toEqual([2, -1]);
    // 1·2 + 2·(-1) + 0.5 = 0.5; -3·2 + 4·(-1) - 1 = -11, cut to 0 by ReLU.
    expect([...(pass.layers[0]?.preActivations ?? [])]).toEqual([0.5, -11]);
    expect([...(pass.layers[0]?.activations ?? [])]).toEqual([0.5, 0]);
    // 1·0.5 + 10·0 + 0 = 0.5; -1·0.5 + 0.5·0 + 2 = 1.5.
    expect([...pass.logits]).toEqual([0.5, 1.5]);
  });

  it('agrees with PyTorch on a recorded network', () => {
    const { network } = parseManifest(JSON.stringify(seedManifest), 'seed_export.json');
    const weights = parseSnapshot(JSON.stringify(lastSnapshot), 'last', network);
    const pass = forward(network, weights, reference.pixels);
    pass.layers.forEach(({ preActivations }, layer) => {
      const expected = reference.preActivations[layer] ?? [];
      expect(preActivations.length).toBe(expected.length);
      preActivations.forEach((value, neuron) => {
        expect(Math.abs(value - (expected[neuron] ?? NaN))).toBeLessThan(1e-6);
      });
    });
    softmax(pass.logits).forEach((probability, digit) => {
      expect(Math.abs(probability - (reference.probabilities[digit] ?? NaN))).toBeLessThan(1e-7);
    });
  });

  it('does not change its input or weights', () => {
    const spec = perceptronSpec([1, 1], identity);
    const weights = [{ weights: Float32Array.of(2), biases: Float32Array.of(3) }];
    const pixels = Float32Array.of(0.5);
    expect([...forward(spec, weights, pixels).logits]).toEqual([4]);
    expect([pixels[0], weights[0]?.weights[0], weights[0]?.biases[0]]).toEqual([0.5, 2, 3]);
  });

  it('refuses a layer with as many weights and more biases', () => {
    const spec = perceptronSpec([2, 1], identity);
    const weights = [{ weights: Float32Array.of(1, 1), biases: Float32Array.of(0, 0) }];
    expect(() => forward(spec, weights, [1, 1])).toThrowError(
      'forward: layer dense_0 expects 1x2 weights and 1 biases, found 2 and 2',
    );
  });

  it('refuses pixels and layers of other sizes', () => {
    const spec = perceptronSpec([2, 1], identity);
    const weights = [{ weights: Float32Array.of(1, 1), biases: Float32Array.of(0) }];
    expect(() => forward(spec, weights, [1])).toThrowError(/expected 2 pixels, found 1/);
    expect(() => forward(spec, [], [1, 1])).toThrowError(
      'forward: layer dense_0 expects 1x2 weights and 1 biases, found 0 and 0',
    );
  });
});

describe('normalize', () => {
  it('subtracts the mean and divides by the standard deviation', () => {
    const [paper, ink] = normalize([0, 1], { mean: 0.1307, std: 0.3081 });
    expect(paper).toBeCloseTo(-0.42421, 5);
    expect(ink).toBeCloseTo(2.82149, 5);
  });
});

describe('softmax', () => {
  it('gives known values', () => {
    // e^1 / (e^1 + e^2 + e^3) and so on.
    [0.09003057, 0.24472847, 0.66524096].forEach((expected, index) => {
      expect(softmax([1, 2, 3])[index]).toBeCloseTo(expected, 7);
    });
  });

  it('neither overflows nor vanishes for large logits', () => {
    expect([...softmax([1000, 1000])]).toEqual([0.5, 0.5]);
    expect([...softmax([-1000, 0])]).toEqual([0, 1]);
  });

  it('softens with temperature', () => {
    // Logits 2 and 0 at temperature 2 are logits 1 and 0: 1 / (1 + e^-1).
    expect(softmax([2, 0], 2)[0]).toBeCloseTo(0.7310586, 6);
  });

  it('sums to one, keeps the order and ignores a shift', () => {
    const logits = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), {
      minLength: 2,
      maxLength: 10,
    });
    fc.assert(
      fc.property(logits, fc.double({ min: -100, max: 100, noNaN: true }), (values, shift) => {
        const probabilities = softmax(values);
        expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
        const largest = values.indexOf(Math.max(...values));
        expect(Math.max(...probabilities)).toBe(probabilities[largest] ?? NaN);
        softmax(values.map((value) => value + shift)).forEach((probability, index) => {
          expect(probability).toBeCloseTo(probabilities[index] ?? NaN, 5);
        });
      }),
    );
  });
});
