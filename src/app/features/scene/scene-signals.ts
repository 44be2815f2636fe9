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
 * @param activations undefined for a blank sheet: no neuron has light
 * @param isAtRest whether every connection counts without activations too, by its weight alone
 */
export function layerSignals(
  architecture: readonly number[],
  activations: SceneActivations | undefined,
  isAtRest = false,
): LayerSignal[] {
  const last = architecture.length - 1;
  return architecture.map((count, index) => {
    if (!activations) {
      const active = Uint16Array.from({ length: isAtRest ? count : 0 }, (_, source) => source);
      return { values: new Float32Array(count), active, scale: 1 };
    }
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
