import { perceptronSpec } from '#model';
import { generatedImages } from '../../testing/generated-images.ts';
import { initialWeights } from '../run/initial-weights.ts';
import { ReferenceBackend } from './reference-backend.ts';

const adam = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

describe('ReferenceBackend', () => {
  it('has the gradient that differences of the loss give', () => {
    const spec = perceptronSpec([6, 5, 4, 3]);
    const trainingSet = generatedImages(8, { inputs: 6, classes: 3 });
    const setup = {
      spec,
      initialWeights: initialWeights(spec, 3),
      trainingSet,
      maxBatchSize: 8,
      adam,
    };
    const backend = new ReferenceBackend(setup);
    const batch = Uint32Array.of(0, 3, 5, 7);
    const { gradients } = backend.gradient(batch);
    const step = 1e-5;
    gradients.forEach((gradient, layer) => {
      for (const part of ['weights', 'biases'] as const) {
        const values = backend.parameters[layer]?.[part] ?? new Float64Array();
        gradient[part].forEach((analytic, i) => {
          const value = values[i] ?? 0;
          values[i] = value + step;
          const above = backend.gradient(batch).loss;
          values[i] = value - step;
          const below = backend.gradient(batch).loss;
          values[i] = value;
          const numeric = (above - below) / (2 * step) / batch.length;
          expect(Math.abs(numeric - analytic)).toBeLessThan(1e-8);
        });
      }
    });
  });

  it('takes Adam’s steps as worked out by hand', async () => {
    // One input, two classes, no hidden layer. The pixel is 1, the network starts at zero: both
    // probabilities are 1/2, so the gradient of the right class' bias is -1/2, of the other +1/2.
    const spec = perceptronSpec([1, 2], { mean: 0, std: 1 });
    const backend = new ReferenceBackend({
      spec,
      initialWeights: [{ weights: new Float32Array(2), biases: new Float32Array(2) }],
      trainingSet: { pixels: Uint8Array.of(255), labels: Uint8Array.of(0) },
      maxBatchSize: 1,
      adam,
    });
    backend.step(Uint32Array.of(0), 0.1);
    // m = -0.05, v = 0.00025; corrected -0.5 and 0.25: a step of 0.1 * 0.5 / (0.5 + 1e-8).
    const [first] = await backend.weights();
    expect(first?.biases[0]).toBeCloseTo(0.1, 7);
    expect(first?.biases[1]).toBeCloseTo(-0.1, 7);
    expect(first?.weights[0]).toBeCloseTo(0.1, 7);
    expect(await backend.takeLoss()).toBeCloseTo(Math.LN2, 12);
    // Second step: logits ±0.2, p(right) = 1/(1+exp(-0.4)) = 0.598687660; gradient -0.401312340.
    backend.step(Uint32Array.of(0), 0.1);
    const m = (0.9 * -0.05 + 0.1 * -0.40131234) / (1 - 0.81);
    const v = (0.999 * 0.00025 + 0.001 * 0.40131234 ** 2) / (1 - 0.998001);
    const [second] = await backend.weights();
    expect(second?.biases[0]).toBeCloseTo(0.1 - (0.1 * m) / Math.sqrt(v), 6);
    expect(await backend.takeLoss()).toBeCloseTo(-Math.log(0.59868766), 6);
  });
});
