import { forward, perceptronSpec } from '#model';
import { generatedImages } from '../../testing/generated-images.ts';
import { Classifier, indexOfLargest } from './classifier.ts';
import { atOnce } from '../run/in-turns.ts';
import { initialWeights } from '../run/initial-weights.ts';

describe('Classifier', () => {
  const images = generatedImages(301);

  it('has the logits of the model’s forward pass, in batches and beyond', async () => {
    for (const architecture of [
      [64, 32, 12, 10],
      [64, 9],
    ]) {
      const spec = perceptronSpec(architecture);
      const weights = initialWeights(spec, 2);
      const logits = await Classifier.create(spec).then((c) => c.logits(weights, images.pixels));
      const classes = architecture.at(-1) ?? 0;
      expect(logits.length).toBe(301 * classes);
      for (const image of [0, 249, 250, 300]) {
        const pixels = Float32Array.from(
          images.pixels.subarray(image * 64, (image + 1) * 64),
          (byte) => byte / 255,
        );
        forward(spec, weights, pixels).logits.forEach((expected, c) => {
          expect(logits[image * classes + c]).toBeCloseTo(expected, 4);
        });
      }
    }
  });

  it('follows the activations that the network names', async () => {
    const base = perceptronSpec([64, 6, 3]);
    const flipped = {
      ...base,
      layers: base.layers.map((layer) => ({
        ...layer,
        activation: layer.activation === 'relu' ? ('linear' as const) : ('relu' as const),
      })),
    };
    const weights = initialWeights(base, 2);
    const logits = await Classifier.create(flipped).then((c) => c.logits(weights, images.pixels));
    const pixels = Float32Array.from(images.pixels.subarray(0, 64), (byte) => byte / 255);
    forward(flipped, weights, pixels).logits.forEach((expected, c) => {
      expect(logits[c]).toBeCloseTo(expected, 4);
    });
    expect(Math.min(...logits)).toBe(0);
  });

  it('marks the neurons that an image raises, in any batch', async () => {
    // The second neuron is raised by full ink alone, the third by none.
    const spec = perceptronSpec([1, 3, 2], { mean: 0, std: 1 });
    const weights = [
      { weights: Float32Array.of(1, 1, -1), biases: Float32Array.of(0.5, -0.9, 0) },
      { weights: new Float32Array(6), biases: new Float32Array(2) },
    ];
    const classifier = await Classifier.create(spec);
    const marksOf = (pixels: Uint8Array): number[] => {
      const marks = new Uint8Array(3);
      atOnce(classifier.logitSteps(weights, pixels, [marks]));
      return [...marks];
    };
    expect(marksOf(Uint8Array.of(0, 100))).toEqual([1, 0, 0]);
    const late = new Uint8Array(600);
    late[599] = 255;
    expect(marksOf(late)).toEqual([1, 1, 0]);
  });

  it('counts the images whose largest logit is their label’s', async () => {
    // One pixel, two classes: the second wins when the pixel has ink.
    const spec = perceptronSpec([1, 2], { mean: 0, std: 1 });
    const classifier = await Classifier.create(spec);
    const weights = [{ weights: Float32Array.of(0, 1), biases: Float32Array.of(0.5, 0) }];
    const pixels = Uint8Array.of(0, 255, 100, 200);
    expect(classifier.accuracy(weights, { pixels, labels: Uint8Array.of(0, 1, 1, 1) })).toBe(0.75);
    expect(classifier.accuracy(weights, { pixels, labels: Uint8Array.of(1, 1, 0, 1) })).toBe(0.75);
  });

  it('refuses images that do not fit, and tells no share of none', async () => {
    const classifier = await Classifier.create(perceptronSpec([3, 2]));
    const weights = [{ weights: new Float32Array(6), biases: new Float32Array(2) }];
    expect(() => classifier.logits(weights, new Uint8Array(7))).toThrowError(
      RangeError,
      'images: expected 3 pixels each, found 7 in all',
    );
    expect(classifier.logits(weights, new Uint8Array()).length).toBe(0);
    for (const [pixels, labels] of [
      [0, 0],
      [2, 1],
      [1, 2],
    ] as const) {
      const images = { pixels: new Uint8Array(pixels * 3), labels: new Uint8Array(labels) };
      expect(() => classifier.accuracy(weights, images)).toThrowError(
        RangeError,
        `images: expected at least one with a label each, found ${pixels} and ${labels} labels`,
      );
    }
  });
});

describe('indexOfLargest', () => {
  it('is the position from the start, of equals the first', () => {
    const values = Float32Array.of(9, 1, 5, 2, 5, 8);
    expect(indexOfLargest(values)).toBe(0);
    expect(indexOfLargest(values, 1)).toBe(4);
    expect(indexOfLargest(values, 1, 4)).toBe(1);
    expect(indexOfLargest(Float32Array.of(3, 3, 2))).toBe(0);
  });
});
