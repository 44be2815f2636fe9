import { perceptronSpec } from '#model';
import { referenceBackend, ReferenceBackend } from './reference-backend.ts';

const optimizer = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;

describe('ReferenceBackend', () => {
  it('takes Adam’s steps as worked out by hand', async () => {
    // One input, two classes, no hidden layer. The pixel is 1, the network starts at zero: both
    // probabilities are 1/2, so the gradient of the right class' bias is -1/2, of the other +1/2.
    const spec = perceptronSpec([1, 2], { mean: 0, std: 1 });
    const backend = new ReferenceBackend({
      spec,
      initialWeights: [{ weights: new Float32Array(2), biases: new Float32Array(2) }],
      trainingSet: { pixels: Uint8Array.of(255), labels: Uint8Array.of(0) },
      maxBatchSize: 1,
      optimizer,
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

  it('keeps the sum of losses until it is taken, and averages of weights where there is a decay', async () => {
    const setup = {
      spec: perceptronSpec([1, 2], { mean: 0, std: 1 }),
      initialWeights: [{ weights: new Float32Array(2), biases: new Float32Array(2) }],
      trainingSet: { pixels: Uint8Array.of(255), labels: Uint8Array.of(0) },
      maxBatchSize: 1,
      optimizer: { kind: 'sgd' },
    } as const;
    const plain = await referenceBackend({ ...setup, averaging: 0 });
    plain.step(Uint32Array.of(0), 0.1);
    expect(await plain.loss()).toBeCloseTo(Math.LN2, 12);
    expect(await plain.takeLoss()).toBeCloseTo(Math.LN2, 12);
    expect(await plain.takeLoss()).toBe(0);
    // The gradient is -1/2; at the first step an average goes 9/11 of the way.
    expect((await plain.weights())[0]?.biases[0]).toBeCloseTo(0.05, 7);
    const averaging = await referenceBackend({ ...setup, averaging: 0.999 });
    averaging.step(Uint32Array.of(0), 0.1);
    expect((await averaging.weights())[0]?.biases[0]).toBeCloseTo((0.05 * 9) / 11, 7);
    expect(averaging.name).toBe('reference');
    await averaging.close();
  });

  it('refuses what does not fit together', () => {
    const spec = perceptronSpec([1, 2]);
    const trainingSet = { pixels: Uint8Array.of(255), labels: Uint8Array.of(0) };
    const weights = [{ weights: new Float32Array(2), biases: new Float32Array(2) }];
    const setup = { spec, trainingSet, optimizer, initialWeights: weights, maxBatchSize: 1 };
    expect(() => referenceBackend({ ...setup, maxBatchSize: 0 })).toThrowError(RangeError);
    const short = [{ weights: new Float32Array(1), biases: new Float32Array(2) }];
    expect(() => referenceBackend({ ...setup, initialWeights: short })).toThrowError(RangeError);
  });

  it('refuses to augment', () => {
    const options = { rotation: 1, shear: 0, scale: 0, anisotropy: 0, shift: 0, elastic: 0 };
    const spec = perceptronSpec([784, 10]);
    const augmentation = { ...options, refitShare: 0, smallest: 20, largest: 20, seed: 1 };
    const trainingSet = { pixels: new Uint8Array(784), labels: new Uint8Array(1) };
    const weights = [{ weights: new Float32Array(7840), biases: new Float32Array(10) }];
    expect(() =>
      referenceBackend({
        ...{ spec, trainingSet, optimizer, augmentation },
        ...{ initialWeights: weights, maxBatchSize: 1 },
      }),
    ).toThrowError(RangeError, 'reference: expected no augmentation, found one');
  });
});
