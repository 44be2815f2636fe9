import { perceptronSpec, type NetworkSpec } from '#model';
import { checkBatch, checkSetup, checkWeights, type LearningSetup } from './learning-backend.ts';

const spec = perceptronSpec([4, 3, 2]);
const SETUP: LearningSetup = {
  spec,
  trainingSet: { pixels: new Uint8Array(8), labels: Uint8Array.of(0, 1) },
  initialWeights: [
    { weights: new Float32Array(12), biases: new Float32Array(3) },
    { weights: new Float32Array(6), biases: new Float32Array(2) },
  ],
  maxBatchSize: 2,
  optimizer: { kind: 'sgd' },
};
const AUGMENTATION = {
  ...{ rotation: 1, shear: 0, scale: 0, anisotropy: 0, shift: 0, elastic: 0 },
  ...{ refitShare: 0, smallest: 20, largest: 20, seed: 1 },
};

/** What a check says. */
function messageOf(check: () => void): string {
  try {
    check();
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
  return 'nothing';
}

describe('checkSetup', () => {
  const said = (change: Partial<LearningSetup>): string =>
    messageOf(() => {
      checkSetup({ ...SETUP, ...change });
    });
  const withActivations = (...activations: readonly ('relu' | 'linear')[]): NetworkSpec => ({
    ...spec,
    layers: spec.layers.map((layer, index) => ({
      ...layer,
      activation: activations[index] ?? layer.activation,
    })),
  });

  it('takes what fits together', () => {
    expect(said({})).toBe('nothing');
    expect(said({ maxBatchSize: 1 })).toBe('nothing');
  });

  it('has a ReLU behind every layer but the last', () => {
    const [hidden, output] = spec.layers;
    expect(said({ spec: withActivations('linear', 'linear') })).toBe(
      `layer ${hidden?.name ?? ''}: expected activation relu, found linear`,
    );
    expect(said({ spec: withActivations('relu', 'relu') })).toBe(
      `layer ${output?.name ?? ''}: expected activation linear, found relu`,
    );
  });

  it('augments pictures of 28 by 28 pixels only', () => {
    expect(said({ augmentation: AUGMENTATION })).toBe(
      'augmentation: expected images of 28x28 pixels, found 4 pixels',
    );
    const pictures = {
      spec: perceptronSpec([784, 2]),
      trainingSet: { pixels: new Uint8Array(784), labels: new Uint8Array(1) },
    };
    expect(said({ ...pictures, augmentation: AUGMENTATION })).toBe('nothing');
  });

  it('needs images, with a label each that the network has an output for', () => {
    const images = (pixels: number, ...labels: number[]) => ({
      trainingSet: { pixels: new Uint8Array(pixels), labels: Uint8Array.from(labels) },
    });
    const expected = 'training set: expected 4 pixels for each label and at least one label, ';
    expect(said(images(0))).toBe(`${expected}found 0 pixels and 0 labels`);
    expect(said(images(7, 0, 1))).toBe(`${expected}found 7 pixels and 2 labels`);
    expect(said(images(8, 1, 2))).toBe('training set: expected labels below 2, found 2');
    // What is no digit.
    expect(said(images(8, 1, 255))).toBe('nothing');
  });

  it('has a positive whole number of images in a batch', () => {
    for (const maxBatchSize of [0, -1, 1.5, NaN]) {
      expect(said({ maxBatchSize })).toBe(
        `maxBatchSize: expected a positive whole number, found ${maxBatchSize}`,
      );
    }
  });
});

describe('checkWeights', () => {
  it('needs all weights and biases of each layer', () => {
    const [first, second] = SETUP.initialWeights;
    if (!first || !second) throw new Error('weights: expected two layers');
    const said = (...weights: (typeof first)[]): string =>
      messageOf(() => {
        checkWeights(spec, weights);
      });
    expect(said(first, second)).toBe('nothing');
    const [hidden = '', output = ''] = spec.layers.map(({ name }) => name);
    expect(said({ ...first, weights: new Float32Array(11) }, second)).toBe(
      `layer ${hidden}: expected 3x4 weights and 3 biases, found 11 and 3`,
    );
    expect(said(first, { ...second, biases: new Float32Array(1) })).toBe(
      `layer ${output}: expected 2x3 weights and 2 biases, found 6 and 1`,
    );
    expect(said(first)).toBe(`layer ${output}: expected 2x3 weights and 2 biases, found 0 and 0`);
  });
});

describe('checkBatch', () => {
  it('has one image at least and the most at most, of those that there are', () => {
    const said = (...indices: number[]): string =>
      messageOf(() => {
        checkBatch({ ...SETUP, spareImages: 3 }, Uint32Array.from(indices));
      });
    expect(said(0)).toBe('nothing');
    expect(said(4, 4)).toBe('nothing');
    expect(said()).toBe('batch: expected 1 to 2 images, found 0');
    expect(said(0, 1, 2)).toBe('batch: expected 1 to 2 images, found 3');
    expect(said(0, 5)).toBe('batch: expected positions below 5, found 5');
  });
});
