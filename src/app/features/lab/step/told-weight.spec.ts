import type { StepStory } from '../../../network/lab/shared/step-story.ts';
import { actNumber, printedChange, printedPush, toldWeight } from './told-weight.ts';

/** Two pixels, two neurons, two outputs; the digit that is told of is a 1. */
const story: StepStory = {
  imagesSeen: 64,
  batch: {
    size: 64,
    images: new Uint8Array(784),
    labels: Uint8Array.of(1),
    isWrong: Uint8Array.of(0),
    answers: Uint8Array.of(0),
  },
  told: 0,
  inputs: [Float32Array.of(1, -3), Float32Array.of(7.57, 2)],
  probabilities: Float32Array.of(0.85, 0.15),
  pushes: [Float32Array.of(0.2, 0), Float32Array.of(-0.846, 0.846)],
  change: [
    { weights: Float32Array.of(0.5, 0, 0, 0), biases: Float32Array.of(0, 0) },
    { weights: Float32Array.of(0, 0, 0.0019, 0), biases: Float32Array.of(0, 0) },
  ],
  rate: 0.1,
  weightDecay: 0,
  isPlain: true,
};
const after = [
  { weights: Float32Array.of(1, 1, 1, 1), biases: Float32Array.of(0, 0) },
  { weights: Float32Array.of(1, 1, 0.1779, 1), biases: Float32Array.of(0, 0) },
];

describe('the weight that a step is told by', () => {
  it('leads from the largest input to the output that it should be, or to the neuron that was chosen', () => {
    expect(toldWeight(story, undefined)).toEqual([1, 1, 0]);
    expect(toldWeight(story, { layer: 1, neuron: 0 })).toEqual([0, 0, 1]);
    // A pixel has no weights; what the network does not have has none either.
    expect(toldWeight(story, { layer: 0, neuron: 5 })).toEqual([1, 1, 0]);
    expect(toldWeight(story, { layer: 2, neuron: 7 })).toEqual([1, 1, 0]);
  });

  it('is told in numbers that add up as they are printed', () => {
    // 0.1 × 0.846 × 7.57 ÷ 64 = 0.01001
    expect(printedChange(story, after, [1, 1, 0])).toEqual(
      jasmine.objectContaining({
        ...{ before: 0.176, own: 0.01, others: -0.0081, shrunk: 0, after: 0.1779, decimals: 4 },
      }),
    );
  });

  it('has more decimals where they would all be 0', () => {
    const slow = { ...story, rate: 0.001 };
    const change = printedChange(slow, after, [1, 1, 0]);
    expect([change?.own, change?.decimals]).toEqual([0.0001, 6]);
  });

  it('is not split where an optimiser remembers earlier steps', () => {
    expect(printedChange({ ...story, isPlain: false }, after, [1, 1, 0])).toBeUndefined();
  });
});

describe('the number of an act', () => {
  it('forward is what the chosen neuron gives on; outputs have theirs at the bars', () => {
    const given = actNumber(story, 1, { layer: 1, neuron: 0 });
    expect(given).toEqual(jasmine.objectContaining({ kind: 'given', value: Math.fround(7.57) }));
    expect(actNumber(story, 1, { layer: 2, neuron: 1 })).toBeUndefined();
    expect(actNumber(story, 1, undefined)).toBeUndefined();
  });

  it('at the error is how far an output is from what it should be, for the digit or what is chosen', () => {
    const own = actNumber(story, 2, { layer: 1, neuron: 0 });
    expect(own).toEqual(
      jasmine.objectContaining({ id: { layer: 2, neuron: 1 }, aim: 1, push: Math.fround(0.846) }),
    );
    const other = actNumber(story, 2, { layer: 2, neuron: 0 });
    expect(other).toEqual(jasmine.objectContaining({ aim: 0, probability: Math.fround(0.85) }));
  });

  it('back is what pushes the chosen neuron', () => {
    const pushed = actNumber(story, 3, { layer: 1, neuron: 0 });
    expect(pushed).toEqual(jasmine.objectContaining({ kind: 'pushed', push: Math.fround(0.2) }));
    expect(actNumber(story, 3, { layer: 0, neuron: 1 })).toBeUndefined();
  });

  it('has no sign where it is printed as nothing', () => {
    expect([-0, -0.0004, 0.0004].map(printedPush)).toEqual([0, 0, 0]);
    expect(Object.is(printedPush(-0), 0)).toBeTrue();
    expect(printedPush(-0.0005)).toBe(-0.0005);
  });
});
