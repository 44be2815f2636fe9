import type { NetworkWeights, NeuronId } from '#model';
import { roundToSum } from '../../../i18n/round-to-sum.ts';
import {
  weightChange,
  type StepStory,
  type WeightChange,
} from '../../../network/lab/shared/step-story.ts';
import type { Act } from './acts.ts';

/** The numbers of a change as they are printed: `before + own + others + shrunk = after`, to the last decimal. */
export interface PrintedChange extends WeightChange {
  /** As many as it takes to see what the digit of the story gives. */
  readonly decimals: number;
}

const FEW_DECIMALS = 4;
const MANY_DECIMALS = 6;
/** What rounds to less than this with few decimals needs more of them. */
const SMALL = 0.0005;

/**
 * The weight whose change is told: of a neuron, the one from the input that gives it most; where none is chosen, of the
 * output whose digit it should be.
 * @returns layer (0 for the first one with weights), neuron and input
 */
export function toldWeight(
  { inputs, pushes, batch, told }: StepStory,
  chosen: NeuronId | undefined,
): readonly [layer: number, neuron: number, input: number] {
  const last = pushes.length - 1;
  const isThere = chosen !== undefined && pushes[chosen.layer - 1]?.[chosen.neuron] !== undefined;
  const layer = isThere ? chosen.layer - 1 : last;
  const neuron = isThere ? chosen.neuron : (batch.labels[told] ?? 0);
  const sizes = (inputs[layer] ?? new Float32Array()).map(Math.abs);
  return [layer, neuron, Math.max(0, sizes.indexOf(Math.max(...sizes)))];
}

/** What an act is in numbers, for one neuron. */
export type ActNumber =
  | { readonly kind: 'given'; readonly id: NeuronId; readonly value: number }
  | { readonly kind: 'pushed'; readonly id: NeuronId; readonly push: number }
  | {
      readonly kind: 'error';
      readonly id: NeuronId;
      /** What an output should be: 1 for the digit's own, otherwise 0. */
      readonly aim: 0 | 1;
      readonly probability: number;
      readonly push: number;
    };

/**
 * What an act is in numbers: forward, what the neuron gives on; at the error, how an output's push comes about, that of
 * the digit where no output is chosen; back, what pushes the neuron.
 * @returns undefined where the act has no number for what is chosen
 */
export function actNumber(
  { inputs, pushes, probabilities, batch, told }: StepStory,
  act: Act,
  chosen: NeuronId | undefined,
): ActNumber | undefined {
  const last = pushes.length;
  const label = batch.labels[told] ?? 0;
  if (act === 2) {
    const id = chosen?.layer === last ? chosen : { layer: last, neuron: label };
    const [probability, push] = [probabilities[id.neuron], pushes[last - 1]?.[id.neuron]];
    if (probability === undefined || push === undefined) return undefined;
    return { kind: 'error', id, aim: id.neuron === label ? 1 : 0, probability, push };
  }
  if (!chosen || chosen.layer === 0) return undefined;
  if (act === 3) {
    const push = pushes[chosen.layer - 1]?.[chosen.neuron];
    return push === undefined ? undefined : { kind: 'pushed', id: chosen, push };
  }
  // What an output makes of it stands at its bar.
  const value = chosen.layer < last ? inputs[chosen.layer]?.[chosen.neuron] : undefined;
  return value === undefined ? undefined : { kind: 'given', id: chosen, value };
}

/** A push as three decimals print it: what they show as nothing has no sign. */
export function printedPush(push: number): number {
  return Math.abs(push) < 0.0005 ? 0 : push;
}

/**
 * How a step changed a weight, in numbers that add up as they are printed.
 * @param after the weights after the step
 * @returns undefined where the change cannot be split by digits
 */
export function printedChange(
  story: StepStory,
  after: NetworkWeights,
  place: readonly [layer: number, neuron: number, input: number],
): PrintedChange | undefined {
  const [layer, neuron] = place;
  const inputs = story.inputs[layer]?.length ?? 0;
  const row = neuron * inputs;
  const now = after[layer]?.weights.subarray(row, row + inputs);
  const change = story.change[layer]?.weights;
  if (!now || !change) return undefined;
  // Of all the weights before the step, only those of this neuron are needed.
  const weights = new Float32Array(row + inputs);
  now.forEach((value, input) => {
    weights[row + input] = value - (change[row + input] ?? 0);
  });
  const before: NetworkWeights[number][] = [];
  before[layer] = { weights, biases: new Float32Array() };
  const exact = weightChange(story, before, place);
  if (!exact) return undefined;
  const decimals = Math.abs(exact.own) < SMALL ? MANY_DECIMALS : FEW_DECIMALS;
  const { terms, total } = roundToSum(
    [exact.before, exact.own, exact.others, exact.shrunk],
    exact.after,
    decimals,
  );
  const [first = 0, own = 0, others = 0, shrunk = 0] = terms;
  // Without decay it is a zero with a sign.
  const taken = shrunk === 0 ? 0 : shrunk;
  return { ...exact, before: first, own, others, shrunk: taken, after: total, decimals };
}
