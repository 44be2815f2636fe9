import {
  answerOf,
  forward,
  rankConnections,
  relevances,
  sharesOfOutputs,
  UNCALIBRATED,
  type NetworkSpec,
  type NetworkWeights,
  type RankingOptions,
} from '#model';
import type { Act } from '../../../features/lab/step/acts.ts';
import type { SceneActivations } from '../../../features/scene/scene-signals.ts';
import type { StepStory } from '../../../network/lab/shared/step-story.ts';

const FULL_INK = 255;

/** The weights before a step, from those after it. */
export function weightsBefore(after: NetworkWeights, { change }: StepStory): NetworkWeights {
  const minus = (a: Float32Array, b: Float32Array | undefined): Float32Array =>
    a.map((value, index) => value - (b?.[index] ?? 0));
  return after.map(({ weights, biases }, layer) => ({
    weights: minus(weights, change[layer]?.weights),
    biases: minus(biases, change[layer]?.biases),
  }));
}

/** How the digit that a step tells of was read before the step. */
export function readBefore(
  spec: NetworkSpec,
  before: NetworkWeights,
  { batch, told }: StepStory,
  ranking: RankingOptions,
): SceneActivations {
  const pixels = spec.layers[0]?.inputs ?? 0;
  const ink = batch.images.subarray(told * pixels, (told + 1) * pixels);
  const image = Float32Array.from(ink, (value) => value / FULL_INK);
  const pass = forward(spec, before, image);
  const answer = answerOf(pass.logits, UNCALIBRATED);
  const rankings = rankConnections(before, image, pass, ranking);
  const relevant = relevances(spec, before, image, pass, sharesOfOutputs(answer));
  return { image, ...pass, ...answer, rankings, relevances: relevant };
}

/**
 * What neurons show in an act: what they give on; in the second one outputs show what pushes them, and in the third all
 * do. In the last they are as they were read, and show what has changed of their weights.
 */
export function activationsInAct(
  read: SceneActivations,
  { pushes }: StepStory,
  act: Act,
): SceneActivations {
  if (act !== 2 && act !== 3) return read;
  const outputs = pushes.at(-1) ?? new Float32Array();
  // Outputs show a probability with the sign of its logit.
  const told = { ...read, probabilities: outputs.map(Math.abs), logits: outputs.map(Math.sign) };
  if (act === 2) return told;
  return {
    ...told,
    layers: read.layers.map((layer, index) => ({
      ...layer,
      activations: pushes[index] ?? layer.activations,
    })),
    relevances: read.relevances.map((relevance, index) => {
      const ofLayer = index === 0 ? undefined : pushes[index - 1];
      return ofLayer ? relativeSizes(ofLayer) : relevance;
    }),
  };
}

function relativeSizes(values: Float32Array): Float32Array {
  const most = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  return values.map((value) => (most > 0 ? Math.abs(value) / most : 0));
}
