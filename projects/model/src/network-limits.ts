/**
 * The largest networks that trainer, readers, app and formats accept. The scene cannot draw more than 2,048 neurons
 * per layer correctly: half floats count no further, and WebGL 2 guarantees no wider texture.
 */
export const NETWORK_LIMITS = { hiddenLayers: 6, neuronsPerLayer: 2048 } as const;

/** What is wrong with the sizes of a network, `[inputs, …hidden, outputs]`, if anything. */
export function sizeProblem(
  architecture: readonly number[],
): { readonly expected: string; readonly found: string } | undefined {
  const { hiddenLayers, neuronsPerLayer } = NETWORK_LIMITS;
  const hidden = architecture.length - 2;
  if (hidden > hiddenLayers) {
    return { expected: `at most ${hiddenLayers} hidden layers`, found: String(hidden) };
  }
  const tooLarge = architecture.slice(1).find((size) => size > neuronsPerLayer);
  if (tooLarge === undefined) return undefined;
  return { expected: `at most ${neuronsPerLayer} neurons a layer`, found: String(tooLarge) };
}
