/** Weights are looked at in steps of one of these, so that a checkpoint costs little on the page's thread. */
const STEPS = [13, 11];
/** Weights this many times as large as is typical are shown in full colour. */
export const FULL_WEIGHT = 3.2;
/** The least that is returned, so that one may divide by it. */
const LEAST = 1e-6;

/**
 * The root mean square of a layer's weights, from about every twelfth of them.
 * @param weights `[out][in]`
 * @param inputs weights per neuron
 * @returns at least 1e-6
 */
export function typicalWeight(weights: Float32Array, inputs: number): number {
  // A step that the row's length is no multiple of comes by at every input.
  const step = STEPS.find((candidate) => inputs % candidate !== 0) ?? 1;
  let sum = 0;
  let number = 0;
  for (let i = 0; i < weights.length; i += step) {
    sum += (weights[i] ?? 0) ** 2;
    number++;
  }
  return Math.max(LEAST, Math.sqrt(sum / Math.max(1, number)));
}
