import { activeSources, type ForwardPass, type LayerRanking } from '#model';
import type { LayerSignal } from './scene-renderer.ts';

/** What the scene shows of an answer; the worker's activations have it. */
export interface SceneActivations extends Pick<ForwardPass, 'layers' | 'logits'> {
  /** Ink 0..1, `[28][28]`. */
  readonly image: Float32Array;
  readonly probabilities: Float32Array;
  /** Which connections are strongest, a dense layer each. */
  readonly rankings: readonly LayerRanking[];
}

/**
 * What each layer shows: pixels their ink, hidden neurons their activation against the layer's largest,
 * outputs their probability with the sign of their logit.
 * @param architecture layer sizes from input to output
 * @param activations undefined for a blank sheet: no light at all
 */
export function layerSignals(
  architecture: readonly number[],
  activations: SceneActivations | undefined,
): LayerSignal[] {
  const last = architecture.length - 1;
  return architecture.map((count, index) => {
    if (!activations) return signalOf(new Float32Array(count), 1);
    if (index === 0) return signalOf(activations.image, 1);
    const values = activations.layers[index - 1]?.activations ?? new Float32Array(count);
    if (index === last) {
      const { probabilities, logits } = activations;
      const signed = probabilities.map((p, output) => ((logits[output] ?? 0) < 0 ? -p : p));
      return signalOf(signed, 1);
    }
    return signalOf(
      values,
      values.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
    );
  });
}

function signalOf(values: Float32Array, scale: number): LayerSignal {
  return { values, active: activeSources(values), scale };
}
