import { strongestThresholds, type LayerRanking, type NetworkWeights } from '#model';
import type { Act } from '../../../features/lab/step/acts.ts';
import { DEFAULT_SCENE_OPTIONS } from '../../../features/scene/meshes/scene-options.ts';
import type { SceneActivations } from '../../../features/scene/scene-signals.ts';
import type { StepStory } from '../../../network/lab/shared/step-story.ts';

/**
 * What neurons show in an act: what they give on, and from the error on what pushes them; outputs first, then all, and
 * connections carry it back. In act 4 neurons are as they were read, and show what has changed of their weights.
 * @param weights before the step
 */
export function activationsInAct(
  read: SceneActivations,
  story: StepStory,
  act: Act,
  weights: NetworkWeights,
): SceneActivations {
  if (act !== 2 && act !== 3) return read;
  const outputs = story.pushes.at(-1) ?? new Float32Array();
  const told = {
    ...read,
    // Outputs show a probability with the sign of its logit.
    probabilities: outputs.map(Math.abs),
    logits: outputs.map(Math.sign),
  };
  if (act === 2) return told;
  return {
    ...told,
    isBack: true,
    rankings: read.rankings.map((ranking, index) =>
      index === 0 ? ranking : rankingBack(weights, story, index),
    ),
    layers: read.layers.map((layer, index) => ({
      ...layer,
      activations: story.pushes[index] ?? layer.activations,
    })),
    relevances: read.relevances.map((relevance, index) => {
      const pushes = index === 0 ? undefined : story.pushes[index - 1];
      return pushes ? relativeSizes(pushes) : relevance;
    }),
  };
}

/** The connections of a dense layer that carry most of the push back. */
function rankingBack(weights: NetworkWeights, { pushes }: StepStory, layer: number): LayerRanking {
  const [all, senders] = [weights[layer]?.weights, pushes[layer]];
  // Nothing comes back to neurons that gave nothing on.
  const isAwake = pushes[layer - 1]?.map((push) => Number(push !== 0)) ?? new Float32Array();
  const carried = all?.map(
    (weight, index) => weight * (senders?.[Math.floor(index / isAwake.length)] ?? 0),
  );
  return strongestThresholds(carried ?? new Float32Array(), isAwake, DEFAULT_SCENE_OPTIONS);
}

function relativeSizes(values: Float32Array): Float32Array {
  const most = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  return values.map((value) => (most > 0 ? Math.abs(value) / most : 0));
}
