import { activeSources, type ForwardPass, type LayerRanking, type NetworkWeights } from '#model';

/** The values that one layer shows; for the input, pixel intensities. */
export interface LayerSignal {
  readonly values: ArrayLike<number>;
  /** Indices of the neurons whose value is not 0. */
  readonly active: ArrayLike<number>;
  /** The value shown at full brightness. */
  readonly scale: number;
}

/** The part of a forward pass that the scene shows; the worker's activations include it. */
export interface SceneActivations extends Pick<ForwardPass, 'layers' | 'logits'> {
  /** Pixel intensities 0..1, `[28][28]`. */
  readonly image: Float32Array;
  readonly probabilities: Float32Array;
  /** Which connections are strongest, one ranking per dense layer. */
  readonly rankings: readonly LayerRanking[];
  /** How much each neuron raises the answer, 0..1, one array per layer from input to output. */
  readonly relevances: readonly Float32Array[];
  /** Whether values come back from the outputs: what pushes neurons, in place of what they give on. */
  readonly isBack?: boolean;
}

/**
 * The values that each layer shows: intensities for pixels, activations relative to the layer's largest for
 * hidden neurons, and probabilities with the sign of the logit for outputs.
 * @param architecture layer sizes from input to output
 * @param activations undefined when nothing is drawn: all values are 0
 * @param isAtRest whether all sources count as active when there are no activations, to show weights alone
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

/** Whether weights belong to a network with these layer sizes, from input to output. */
export function fitsArchitecture(
  weights: NetworkWeights,
  architecture: readonly number[],
): boolean {
  const sizes = weights.map(({ biases }) => biases.length);
  return (
    sizes.length === architecture.length - 1 &&
    sizes.every((size, i) => size === architecture[i + 1])
  );
}

function signalOf(values: Float32Array, scale: number): LayerSignal {
  return { values, active: activeSources(values), scale };
}
