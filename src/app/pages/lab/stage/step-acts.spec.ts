import { activeSources, type NetworkWeights } from '#model';
import type { Act } from '../../../features/lab/step/acts.ts';
import type { SceneActivations } from '../../../features/scene/scene-signals.ts';
import { differenceOf, type StepStory } from '../../../network/lab/shared/step-story.ts';
import { activationsInAct } from './step-acts.ts';

/** Two pixels, three neurons of which the last gave nothing on, two outputs. */
const before: NetworkWeights = [
  { weights: new Float32Array(6).fill(1), biases: new Float32Array(3) },
  { weights: Float32Array.of(2, -1, 5, 0.5, 1, 5), biases: new Float32Array(2) },
];
const story: StepStory = {
  imagesSeen: 64,
  batch: {
    size: 1,
    images: new Uint8Array(2),
    labels: Uint8Array.of(1),
    isWrong: Uint8Array.of(0),
    answers: Uint8Array.of(0),
  },
  told: 0,
  inputs: [Float32Array.of(1, -3), Float32Array.of(2, 1, 0)],
  probabilities: Float32Array.of(0.75, 0.25),
  pushes: [Float32Array.of(-1.125, 1.5, 0), Float32Array.of(-0.75, 0.75)],
  change: before.map(({ weights, biases }) => ({
    weights: weights.map((_, index) => index / 8),
    biases: biases.map(() => 0.5),
  })),
  rate: 0.1,
  weightDecay: 0,
  isPlain: true,
};
const read: SceneActivations = {
  image: Float32Array.of(1, 0),
  layers: story.inputs.map((values) => ({ preActivations: values, activations: values })),
  logits: Float32Array.of(1, 0),
  probabilities: story.probabilities,
  rankings: [3, 2].map((size) => ({
    thresholds: new Float32Array(size).fill(9),
    scale: 9,
    meanShown: 0.5,
  })),
  relevances: [2, 3, 2].map((size) => new Float32Array(size).fill(0.5)),
};
const inAct = (act: Act): SceneActivations => activationsInAct(read, story, act, before);

describe('the acts of a step', () => {
  it('begin with the weights before it', () => {
    const after = before.map(({ weights, biases }, layer) => ({
      weights: weights.map((w, i) => w + (story.change[layer]?.weights[i] ?? 0)),
      biases: biases.map((b, i) => b + (story.change[layer]?.biases[i] ?? 0)),
    }));
    expect(differenceOf(after, story.change)).toEqual(before);
  });

  it('show what was read in the first and the last one', () => {
    expect(inAct(1)).toBe(read);
    expect(inAct(4)).toBe(read);
  });

  it('show at the outputs what pushes them in the second', () => {
    const { probabilities, logits, layers, isBack } = inAct(2);
    expect([...probabilities]).toEqual([0.75, 0.75]);
    expect([...logits].map(Math.sign)).toEqual([-1, 1]);
    expect(layers).toBe(read.layers);
    expect(isBack).toBeUndefined();
  });

  it('carry it back in the third, through the connections that carry most', () => {
    const { layers, relevances, rankings, isBack } = inAct(3);
    expect(isBack).toBeTrue();
    expect([...(layers[0]?.activations ?? [])]).toEqual([-1.125, 1.5, 0]);
    expect([...(relevances[1] ?? [])]).toEqual([0.75, 1, 0]);
    // What goes in stays as it was read.
    expect(rankings[0]).toBe(read.rankings[0] ?? rankings[0]);
    // The largest that come back: 0.75 × 2 and 0.75 × 1; nothing comes back to the neuron that was asleep.
    expect(rankings[1]?.scale).toBeCloseTo((1.5 + 0.75) / 2, 6);
    expect(activeSources(layers[0]?.activations ?? []).length).toBe(2);
  });
});
