import { perceptronSpec, NO_DIGIT } from '#model';
import { generatedImages } from '../../testing/generated-images.ts';
import { initialWeights } from '../run/initial-weights.ts';
import { batchGradient } from './batch-gradient.ts';

describe('batchGradient', () => {
  it('is what differences of the loss give', () => {
    const spec = perceptronSpec([6, 5, 4, 3]);
    const start = initialWeights(spec, 3);
    const setup = {
      spec,
      initialWeights: start,
      trainingSet: generatedImages(8, { inputs: 6, classes: 3 }),
      maxBatchSize: 8,
      optimizer: { kind: 'sgd' },
    } as const;
    const parameters = start.map(({ weights, biases }) => ({
      weights: Float64Array.from(weights),
      biases: Float64Array.from(biases),
    }));
    const batch = Uint32Array.of(0, 3, 5, 7);
    const { gradients } = batchGradient(setup, parameters, batch);
    expect(gradients.length).toBe(3);
    const step = 1e-5;
    gradients.forEach((gradient, layer) => {
      for (const part of ['weights', 'biases'] as const) {
        const values = parameters[layer]?.[part] ?? new Float64Array();
        expect(gradient[part].length).toBe(values.length);
        gradient[part].forEach((analytic, i) => {
          const value = values[i] ?? NaN;
          values[i] = value + step;
          const above = batchGradient(setup, parameters, batch).loss;
          values[i] = value - step;
          const below = batchGradient(setup, parameters, batch).loss;
          values[i] = value;
          const numeric = (above - below) / (2 * step) / batch.length;
          expect(Math.abs(numeric - analytic)).toBeLessThan(1e-8);
        });
      }
    });
  });

  it('pulls images of no digit towards the uniform distribution, with their weight', () => {
    // No hidden layer, weights of zero: all classes have 1/4 already, and with a bias of ln 3 one has 1/2.
    const spec = perceptronSpec([1, 4], { mean: 0, std: 1 });
    const setup = {
      spec,
      initialWeights: [],
      trainingSet: { pixels: Uint8Array.of(255), labels: Uint8Array.of(NO_DIGIT) },
      maxBatchSize: 1,
      optimizer: { kind: 'sgd' },
      outlierWeight: 0.5,
    } as const;
    const parameters = [{ weights: [0, 0, 0, 0], biases: [Math.log(3), 0, 0, 0] }];
    const { loss, gradients } = batchGradient(setup, parameters, Uint32Array.of(0));
    expect(loss).toBe(0);
    const expected = [0.125, -1 / 24, -1 / 24, -1 / 24];
    for (const part of [gradients[0]?.weights, gradients[0]?.biases]) {
      expect(part?.length).toBe(4);
      part?.forEach((value, i) => {
        expect(value).toBeCloseTo(expected[i] ?? NaN, 12);
      });
    }
  });
});
