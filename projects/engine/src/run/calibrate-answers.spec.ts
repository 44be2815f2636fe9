import { perceptronSpec, type LabelledImages } from '#model';
import { calibrate, calibrateAnswers } from './calibrate.ts';

const SPEC = perceptronSpec([784, 2], { mean: 0, std: 1 });

/** Pixels of a bar of 4 by 20 in the middle, lying or upright. */
const isInBar = (pixel: number, isUpright: boolean): boolean => {
  const [row, column] = [Math.floor(pixel / 28), pixel % 28];
  const [along, across] = isUpright ? [row, column] : [column, row];
  return along >= 4 && along < 24 && across >= 12 && across < 16;
};

/** What a bar is, from the ink where lying ones have it, and upright ones. */
const WEIGHTS = [
  {
    weights: Float32Array.from({ length: 2 * 784 }, (_, place) =>
      isInBar(place % 784, place >= 784) ? 0.1 : 0,
    ),
    biases: new Float32Array(2),
  },
];

/** Bars, lying and upright by turns; one in ten has the other's label. */
function bars(count: number): LabelledImages {
  const pixels = new Uint8Array(count * 784);
  const labels = new Uint8Array(count);
  for (let image = 0; image < count; image++) {
    const isUpright = image % 2 === 1;
    const own = pixels.subarray(image * 784, (image + 1) * 784);
    own.forEach((_, pixel) => (own[pixel] = isInBar(pixel, isUpright) ? 255 : 0));
    labels[image] = Number(isUpright) ^ Number(image % 10 === 0);
  }
  return { pixels, labels };
}

describe('calibrateAnswers', () => {
  const trainingSet = bars(40);
  const calibrated = (
    images: Partial<Parameters<typeof calibrateAnswers>[2]> = {},
    seed = 1,
    signal?: AbortSignal,
  ) => calibrateAnswers(SPEC, WEIGHTS, { trainingSet, ...images }, { seed }, signal);

  it('takes the edge off a network that is too sure, to a thousandth', async () => {
    const { temperature, leastCertainty } = await calibrated();
    expect(temperature).toBeGreaterThan(1.2);
    expect(temperature).toBeLessThan(5);
    expect(leastCertainty).toBeGreaterThan(0);
    for (const number of [temperature, leastCertainty]) {
      expect(number).toBe(Number(number.toFixed(3)));
    }
  });

  it('redraws the images by the seed, the same ones for the same', async () => {
    const one = await calibrated();
    expect(await calibrated()).toEqual(one);
    expect(await calibrated({}, 2)).not.toEqual(one);
  });

  it('takes drawings as they are, beside the images', async () => {
    const alone = await calibrated();
    // Twice as many blank sheets, whose answers come from the biases alone: near even.
    const blank = { pixels: new Uint8Array(80 * 784), labels: new Uint8Array(80) };
    const both = await calibrated({ drawings: blank });
    expect(both.leastCertainty).toBeLessThan(alone.leastCertainty);
    // Drawings read right, as all upright bars and no other are, speak for more certainty, wrong ones for less.
    const upright = bars(40).pixels.slice(784, 2 * 784);
    const [right, wrong] = [1, 0].map((label) =>
      calibrated({ drawings: { pixels: upright, labels: Uint8Array.of(label) } }),
    );
    expect((await right)?.temperature).toBeLessThan(alone.temperature);
    expect((await wrong)?.temperature).toBeGreaterThan(alone.temperature);
  });

  it('throws the signal’s reason', async () => {
    const signal = AbortSignal.abort(new Error('interrupted'));
    await expectAsync(calibrated({}, 1, signal)).toBeRejectedWithError('interrupted');
  });
});

describe('calibrate, at the ends', () => {
  const labels = Uint8Array.of(0, 1, 0, 1);

  it('goes no colder than 0.2 and no hotter than 5', () => {
    const logits = Float32Array.of(1, 0, 0, 1, 1, 0, 0, 1);
    expect(calibrate(logits, labels, 0).temperature).toBeCloseTo(0.2, 4);
    const wrong = logits.map((logit) => 1 - logit);
    expect(calibrate(wrong, labels, 0).temperature).toBeCloseTo(5, 4);
  });

  it('refuses nothing where nothing may be refused, and survives a probability of 0', () => {
    const logits = Float32Array.of(3, 0, 0, 1, 2, 0, 0, 4);
    // The least of the four: logits 1 and 0.
    const { leastCertainty } = calibrate(logits, labels, 0);
    expect(leastCertainty).toBeCloseTo(Math.log((Math.E + 1) / 2) - 0.5, 6);
    // Hopeless at any temperature: the others, which are right, decide.
    const hopeless = Float32Array.of(0, 2000, 0, 1, 1, 0, 0, 1);
    expect(calibrate(hopeless, labels, 0).temperature).toBeCloseTo(0.2, 4);
  });
});
