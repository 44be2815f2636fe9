import { perceptronSpec } from '#model';
import { readingOf } from '../testing/readings.ts';
import { calibrationError, evaluate, readImages, reportOf } from './evaluate.ts';

/** Two pixels, two classes: the logits are four times each pixel's ink, 0..1. */
const NETWORK = {
  spec: perceptronSpec([2, 2], { mean: 0, std: 1 }),
  weights: [{ weights: Float32Array.of(4, 0, 0, 4), biases: new Float32Array(2) }],
};
/** The first pixel, the second, none. */
const PIXELS = Uint8Array.of(255, 0, 0, 255, 0, 0);
/** The likelier one's share at logits 4 and 0. */
const SHARE = 1 / (1 + Math.exp(-4));

describe('readImages', () => {
  it('has the likeliest digit of each image, its probability, and what the app says', async () => {
    const [first, second, blank, ...others] = await readImages(NETWORK, PIXELS);
    expect(others).toEqual([]);
    expect([first?.digit, second?.digit]).toEqual([0, 1]);
    expect(first?.probability).toBeCloseTo(SHARE, 6);
    expect(second?.probability).toBeCloseTo(SHARE, 6);
    expect([...(second?.probabilities ?? [])].map((share) => share.toFixed(4))).toEqual([
      (1 - SHARE).toFixed(4),
      SHARE.toFixed(4),
    ]);
    expect(first?.judgement).toEqual(jasmine.objectContaining({ kind: 'digit', digit: 0 }));
    expect(blank?.judgement).toEqual({ kind: 'blank' });
    expect(blank?.probability).toBeCloseTo(0.5, 6);
  });

  it('applies the calibration that comes with a network', async () => {
    // At twice the temperature the logits are half as far apart.
    const calibration = { temperature: 2, leastCertainty: 0 };
    const [reading] = await readImages({ ...NETWORK, calibration }, PIXELS);
    expect(reading?.probability).toBeCloseTo(1 / (1 + Math.exp(-2)), 6);
  });
});

describe('evaluate', () => {
  it('reports on images with labels, and without', async () => {
    const { labelled, ...report } = await evaluate(NETWORK, PIXELS, Uint8Array.of(0, 0, 1));
    expect(report).toEqual({ images: 3, notADigit: 1 / 3, unsure: 0 });
    expect(labelled?.accuracy).toBeCloseTo(1 / 3, 12);
    expect(labelled?.accuracyAnswered).toBe(1 / 2);
    expect(labelled?.namedWrongly).toBe(1 / 2);
    expect(labelled?.confusion).toEqual([
      [1, 1],
      [1, 0],
    ]);
    expect(await evaluate(NETWORK, PIXELS)).toEqual(report);
  });
});

describe('reportOf', () => {
  const reading = readingOf(3, 0.9, 'digit');

  it('refuses no images, and another number of labels', () => {
    expect(() => reportOf([])).toThrowError(
      RangeError,
      'images: expected at least one, with a label each if any, found 0 images and no labels',
    );
    expect(() => reportOf([reading], Uint8Array.of(3, 4))).toThrowError(
      RangeError,
      /found 1 images and 2 labels$/,
    );
  });

  it('refuses a label that the network has no answer for', () => {
    expect(() => reportOf([reading], Uint8Array.of(10))).toThrowError(
      RangeError,
      'labels: expected below 10, found 10',
    );
  });

  it('counts images by label and answer', () => {
    const readings = [3, 3, 5, 3].map((digit) => readingOf(digit, 0.9, 'digit'));
    const { labelled } = reportOf(readings, Uint8Array.of(3, 3, 3, 5));
    expect(labelled?.confusion[3]).toEqual([0, 0, 0, 2, 0, 1, 0, 0, 0, 0]);
    expect(labelled?.confusion[5]).toEqual([0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
  });

  it('has no share of wrong ones where no digit was named', () => {
    const report = reportOf([readingOf(3, 0.3, 'notADigit')], Uint8Array.of(3));
    expect(report.labelled).toEqual(
      jasmine.objectContaining({ accuracy: 1, accuracyAnswered: 0, namedWrongly: 0 }),
    );
  });
});

describe('calibrationError', () => {
  const judged = (probability: number, isRight: boolean) => ({ probability, isRight });

  it('is 0 where probabilities are shares, and how far they are off otherwise', () => {
    const half = [judged(0.5, true), judged(0.5, false)];
    expect(calibrationError(half, 1)).toBe(0);
    expect(calibrationError([judged(0.9, true), judged(0.9, false)], 1)).toBeCloseTo(0.4, 12);
    expect(calibrationError([judged(0.2, true), judged(0.2, false)], 1)).toBeCloseTo(0.3, 12);
  });

  it('is the mean over bins of as many answers each, from the least probable on', () => {
    // Bins: 0.3 and 0.5, one right, 0.1 too little; 0.7 and 0.9, one right, 0.3 too much.
    const answers = [judged(0.9, true), judged(0.3, true), judged(0.7, false), judged(0.5, false)];
    expect(calibrationError(answers, 2)).toBeCloseTo((0.1 + 0.3) / 2, 12);
    // One bin in which they compensate each other: 0.6 on average, half right.
    expect(calibrationError(answers, 1)).toBeCloseTo(0.1, 12);
  });

  it('has bins of unlike sizes where the number does not divide', () => {
    // The first of 2 bins has one of three: 0.5 off; the second 0.2 + 0.2 off.
    const answers = [judged(0.5, true), judged(0.8, true), judged(0.8, true)];
    expect(calibrationError(answers, 2)).toBeCloseTo((0.5 + 0.4) / 3, 12);
  });
});
