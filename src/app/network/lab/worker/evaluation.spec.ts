import { atOnce, Classifier } from '#engine';
import { answerOf, forward, perceptronSpec, UNCALIBRATED } from '#model';
import { evaluationSteps, firstOf } from './evaluation.ts';

describe('an evaluation', () => {
  const spec = perceptronSpec([784, 10]);
  const weights = [
    {
      weights: Float32Array.from({ length: 7840 }, (_, index) => Math.sin(index) / 10),
      biases: Float32Array.from({ length: 10 }, (_, index) => index / 10),
    },
  ];
  const digits = {
    pixels: Uint8Array.from({ length: 784 * 300 }, (_, index) => (index * 7919) % 256),
    labels: Uint8Array.from({ length: 300 }, (_, index) => index % 10),
  };

  it('reads as the app does, and adds up what the app would say', async () => {
    const classifier = await Classifier.create(spec);
    const found = atOnce(evaluationSteps(classifier, weights, digits));
    let [right, loss] = [0, 0];
    digits.labels.forEach((label, digit) => {
      const ink = Float32Array.from(
        digits.pixels.subarray(digit * 784, (digit + 1) * 784),
        (byte) => byte / 255,
      );
      const { probabilities } = answerOf(forward(spec, weights, ink).logits, UNCALIBRATED);
      const answer = probabilities.indexOf(Math.max(...probabilities));
      expect(found.answers[digit]).toBe(answer);
      expect(
        Math.abs((found.certainties[digit] ?? 0) - 255 * (probabilities[answer] ?? 0)),
      ).toBeLessThan(0.6);
      if (answer === label) right += 1;
      loss -= Math.log(probabilities[label] ?? NaN);
    });
    expect(found.accuracy).toBe(right / 300);
    expect(found.loss).toBeCloseTo(loss / 300, 3);
  });

  it('counts the neurons of each layer that no digit raises', async () => {
    const layers = perceptronSpec([784, 5, 4, 10]);
    const deep = [
      // Two are never raised, whatever the ink.
      { weights: new Float32Array(5 * 784), biases: Float32Array.of(-1, 1, 1, 0, 2) },
      { weights: new Float32Array(4 * 5), biases: Float32Array.of(1, -1, 1, 1) },
      { weights: new Float32Array(10 * 4), biases: new Float32Array(10) },
    ];
    const classifier = await Classifier.create(layers);
    expect(atOnce(evaluationSteps(classifier, deep, digits)).silent).toEqual([2, 1]);
    const flat = await Classifier.create(spec);
    expect(atOnce(evaluationSteps(flat, weights, digits)).silent).toEqual([]);
  });

  it('says so where weights are beyond numbers', async () => {
    const classifier = await Classifier.create(spec);
    const broken = weights.map((layer) => ({ ...layer, biases: layer.biases.map(() => NaN) }));
    const found = atOnce(evaluationSteps(classifier, broken, firstOf(digits, 20)));
    expect(found.answers.length).toBe(20);
    expect(Number.isFinite(found.loss)).toBeFalse();
  });
});
