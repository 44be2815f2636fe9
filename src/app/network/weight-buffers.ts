import type { NetworkWeights, PackedWeights } from '#model';

/** The buffers that hold weights, so that they can be transferred to another thread instead of copied. */
export function buffersOf(weights: NetworkWeights | PackedWeights): ArrayBuffer[] {
  return weights
    .flatMap((layer) => [layer.weights.buffer, layer.biases.buffer])
    .filter((buffer) => buffer instanceof ArrayBuffer);
}

/**
 * A copy of weights, which can be transferred while the original stays.
 * @param spare unused weights to overwrite if the shapes match: allocating memory costs several times as much as
 * copying
 */
export function copyOf(weights: NetworkWeights, spare: NetworkWeights = []): NetworkWeights {
  return weights.map((layer, index) => ({
    weights: copied(layer.weights, spare[index]?.weights),
    biases: copied(layer.biases, spare[index]?.biases),
  }));
}

function copied(values: Float32Array, spare: Float32Array | undefined): Float32Array {
  if (spare?.length !== values.length) return values.slice();
  spare.set(values);
  return spare;
}
