import type { NetworkWeights } from '#model';

/** The digits that a step learned from, as many of them as are shown. */
export interface StepBatch {
  /** How many the step learned from. */
  readonly size: number;
  /** Of those that are shown: ink 0..255, `[digit][28][28]`. */
  readonly images: Uint8Array<ArrayBuffer>;
  /** What each is said to be, and whether that is wrong. */
  readonly labels: Uint8Array<ArrayBuffer>;
  readonly isWrong: Uint8Array<ArrayBuffer>;
  /** How each was read before the step. */
  readonly answers: Uint8Array<ArrayBuffer>;
}

/** One step of a run in its four acts: forward, error, back, change. */
export interface StepStory {
  readonly imagesSeen: number;
  readonly batch: StepBatch;
  /** Which digit of the batch is told of: one that is read wrong, if there is one. */
  readonly told: number;
  /** Forward: what goes into each layer for it, normalised pixels first, then what neurons give on. */
  readonly inputs: readonly Float32Array<ArrayBuffer>[];
  /** Probability of each digit. */
  readonly probabilities: Float32Array<ArrayBuffer>;
  /**
   * Error and back: what would lower the loss, for each neuron of each layer; at the outputs 1 or 0 minus the
   * probability. Positive is up.
   */
  readonly pushes: readonly Float32Array<ArrayBuffer>[];
  /** Change: weights and biases after the step minus before. */
  readonly change: NetworkWeights;
  readonly rate: number;
  readonly weightDecay: number;
  /** Whether a weight moves by rate times push times input, and nothing remembered. */
  readonly isPlain: boolean;
}

/** What weights are more than others of the same network. */
export function differenceOf(weights: NetworkWeights, others: NetworkWeights): NetworkWeights {
  const minus = (a: Float32Array, b: Float32Array | undefined): Float32Array =>
    a.map((value, index) => value - (b?.[index] ?? 0));
  return weights.map((layer, index) => ({
    weights: minus(layer.weights, others[index]?.weights),
    biases: minus(layer.biases, others[index]?.biases),
  }));
}

/** How a weight changes in a step: `before + own + others + shrunk = after`. */
export interface WeightChange {
  readonly before: number;
  /** What the digit that is told of gives: rate times push times input over the size of the batch. */
  readonly own: number;
  /** What its push and its input are. */
  readonly push: number;
  readonly input: number;
  /** What all other digits of the batch give together. */
  readonly others: number;
  /** What weight decay takes off. */
  readonly shrunk: number;
  readonly after: number;
}

/**
 * How a step changes one weight.
 * @param before the weights before the step
 * @returns undefined if there is no such weight, or its optimiser remembers earlier steps, so that no digit has a share
 */
export function weightChange(
  story: StepStory,
  before: NetworkWeights,
  [layer, neuron, input]: readonly [layer: number, neuron: number, input: number],
): WeightChange | undefined {
  const inputs = story.inputs[layer];
  const [old, push, value] = [before[layer], story.pushes[layer]?.[neuron], inputs?.[input]];
  if (!story.isPlain || !inputs || push === undefined || value === undefined) return undefined;
  const index = neuron * inputs.length + input;
  const weight = old?.weights[index];
  const change = story.change[layer]?.weights[index];
  if (weight === undefined || change === undefined) return undefined;
  const own = (story.rate * push * value) / story.batch.size;
  const shrunk = -story.rate * story.weightDecay * weight;
  return {
    ...{ before: weight, own, push, input: value, shrunk },
    others: change - own - shrunk,
    after: weight + change,
  };
}
