import type { NetworkWeights } from '#model';
import { WAITING_LIGHT } from '../story/story-at.ts';
import type { SceneActivations } from '../scene-signals.ts';
import type { SceneFocus, Vote } from '../story/scene-focus.ts';

/** The answer that a walk explains. */
export type ExplainedAnswer =
  | { readonly kind: 'digit'; readonly digit: number }
  | { readonly kind: 'unsure'; readonly digits: readonly [number, number] };

/** What a sentence of the walk says, with what it counts. */
export type WalkSentence =
  /** How many pixels there are. */
  | { readonly kind: 'pixels'; readonly count: number }
  /** How many neurons the first layer has, and how many of them matter for the answer. */
  | { readonly kind: 'parts'; readonly count: number; readonly mattering: number }
  /** How many neurons a later layer has; whether it is the second. */
  | { readonly kind: 'together'; readonly count: number; readonly isSecond: boolean }
  /** What the last layer's contributions speak for, and against, if any do. */
  | { readonly kind: 'vote'; readonly digit: number; readonly rival: number | undefined }
  | { readonly kind: 'voteBoth'; readonly digits: readonly [number, number] }
  | { readonly kind: 'reads'; readonly digit: number }
  | { readonly kind: 'doubts'; readonly digits: readonly [number, number] };

/** A stop of the walk: a sentence, and what the picture shows with it. */
export interface WalkStop {
  readonly sentence: WalkSentence;
  /** The layer that it speaks of, from 0, the input. */
  readonly layer: number;
  readonly focus: SceneFocus;
  /** Neurons of the layer to point at, one after the other. */
  readonly examples: readonly number[];
  /** Whether the answer is part of it, or is still to come. */
  readonly hasAnswer: boolean;
}

/** A neuron matters if it raises the answer by at least this share of what the one does that raises it most. */
const MATTERS = 0.15;
/** How many neurons of the first layer are pointed at, and of how many in each later one the way is shown. */
const EXAMPLES = 3;
const FOLLOWED = 4;
/** Light of connections that a sentence does not speak of: there are many of them. */
const OTHER_CONNECTIONS = 0.06;

/**
 * The stops of a walk from pixels to answer: one per layer, one for the votes, one for the answer. All counts are of this
 * drawing and this network.
 */
export function walkStops(
  weights: NetworkWeights,
  activations: SceneActivations,
  answer: ExplainedAnswer,
): WalkStop[] {
  const dense = weights.length;
  const focusOf = (layer: number, lit: readonly number[], other: Partial<SceneFocus> = {}) => ({
    layers: Array.from({ length: dense + 1 }, (_, at) => (lit.includes(at) ? 1 : WAITING_LIGHT)),
    connections: weights.map((_, at) => (at === layer - 1 ? 1 : OTHER_CONNECTIONS)),
    leastRelevance: [],
    votes: [],
    bloom: 0,
    ...other,
  });
  const common = { examples: [], hasAnswer: false };
  const stops: WalkStop[] = [
    {
      ...common,
      layer: 0,
      sentence: { kind: 'pixels', count: activations.image.length },
      focus: focusOf(0, [0]),
    },
  ];
  for (let layer = 1; layer < dense; layer++) {
    const relevances = activations.relevances[layer] ?? new Float32Array();
    const count = relevances.length;
    const ranked = mostRelevant(relevances);
    const followed = relevances[ranked[FOLLOWED - 1] ?? ranked.at(-1) ?? 0] ?? 0;
    const leastRelevance = Array.from({ length: dense + 1 }, () => 0);
    leastRelevance[1] = MATTERS;
    if (layer > 1) leastRelevance[layer] = Math.max(followed, Number.MIN_VALUE);
    stops.push({
      ...common,
      layer,
      sentence:
        layer === 1
          ? { kind: 'parts', count, mattering: relevances.filter((r) => r >= MATTERS).length }
          : { kind: 'together', count, isSecond: layer === 2 },
      focus: focusOf(layer, [layer - 1, layer], { leastRelevance }),
      examples: layer === 1 ? ranked.slice(0, EXAMPLES) : [],
    });
  }
  const { sentence, votes } = votesOf(weights, activations, answer);
  stops.push({
    ...common,
    layer: dense,
    sentence,
    focus: focusOf(dense, [dense - 1, dense], { votes }),
    hasAnswer: true,
  });
  stops.push({
    ...common,
    layer: dense,
    sentence:
      answer.kind === 'digit'
        ? { kind: 'reads', digit: answer.digit }
        : { kind: 'doubts', digits: answer.digits },
    focus: everything(dense),
    hasAnswer: true,
  });
  return stops;
}

function everything(dense: number): SceneFocus {
  const all = (length: number): number[] => Array.from({ length }, () => 1);
  return {
    layers: all(dense + 1),
    connections: all(dense),
    leastRelevance: [],
    votes: [],
    bloom: 1,
  };
}

/** Indices of neurons that raise the answer, from the one that does most. */
function mostRelevant(relevances: Float32Array): number[] {
  return [...relevances.keys()]
    .filter((neuron) => (relevances[neuron] ?? 0) > 0)
    .sort((a, b) => (relevances[b] ?? 0) - (relevances[a] ?? 0));
}

function votesOf(
  weights: NetworkWeights,
  activations: SceneActivations,
  answer: ExplainedAnswer,
): { readonly sentence: WalkSentence; readonly votes: readonly Vote[] } {
  if (answer.kind === 'unsure') {
    const { digits } = answer;
    return {
      sentence: { kind: 'voteBoth', digits },
      votes: digits.map((output) => ({ output, sign: 1 as const })),
    };
  }
  const { digit } = answer;
  const rival = runnerUp(activations.logits, digit);
  const isAgainst = rival !== undefined && isLowered(weights, activations, rival);
  return {
    sentence: { kind: 'vote', digit, rival: isAgainst ? rival : undefined },
    votes: [
      { output: digit, sign: 1 },
      ...(isAgainst ? [{ output: rival, sign: -1 as const }] : []),
    ],
  };
}

/** The output with the largest sum of all others. */
function runnerUp(logits: Float32Array, digit: number): number | undefined {
  const [best] = [...logits.keys()]
    .filter((output) => output !== digit)
    .sort((a, b) => (logits[b] ?? 0) - (logits[a] ?? 0));
  return best;
}

/** Whether anything that reaches the last layer lowers an output's sum. */
function isLowered(
  weights: NetworkWeights,
  { image, layers }: SceneActivations,
  output: number,
): boolean {
  const carried = layers.at(-2)?.activations ?? image;
  const last = weights.at(-1)?.weights;
  const row = output * carried.length;
  return carried.some((value, source) => value * (last?.[row + source] ?? 0) < 0);
}
