import type { NetworkWeights } from '#model';

/** What holds weights, to be handed to another thread instead of being copied there. */
export function buffersOf(weights: NetworkWeights): ArrayBuffer[] {
  return weights
    .flatMap((layer) => [layer.weights.buffer, layer.biases.buffer])
    .filter((buffer) => buffer instanceof ArrayBuffer);
}

/**
 * Weights of their own, which may change hands while these stay.
 * @param spare weights that nobody needs any more, written over where they have the same shapes: fresh
 * memory costs several times what copying does
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
