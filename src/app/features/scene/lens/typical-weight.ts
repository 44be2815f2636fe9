/** Weights are looked at in steps of one of these, so that a checkpoint costs little on the page's thread. */
const STEPS = [13, 11];
/** The least that is returned, so that one may divide by it. */
const LEAST = 1e-6;

/**
 * The root mean square of a layer's weights, from about every twelfth of them.
 * @param weights `[out][in]`
 * @param inputs weights per neuron
 * @param before what they were: then of the changes
 * @returns at least 1e-6
 */
export function typicalWeight(
  weights: Float32Array,
  inputs: number,
  before?: Float32Array,
): number {
  // A step that the row's length is no multiple of comes by at every input.
  const step = STEPS.find((candidate) => inputs % candidate !== 0) ?? 1;
  let sum = 0;
  let number = 0;
  for (let i = 0; i < weights.length; i += step) {
    sum += ((weights[i] ?? 0) - (before?.[i] ?? 0)) ** 2;
    number++;
  }
  return Math.max(LEAST, Math.sqrt(sum / Math.max(1, number)));
}
