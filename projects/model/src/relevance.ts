import type { Answer } from './answer.ts';
import type { ForwardPass } from './forward.ts';
import { judge } from './judgement.ts';
import type { NetworkSpec, NetworkWeights } from './network-spec.ts';
import { slopesThroughActivation, slopesThroughWeights } from './slopes.ts';

/**
 * How much of each output is in the sum that stands for an answer: all of the named digit's and nothing of the others;
 * without a named digit, in doubt or when it is called no digit, each output's probability.
 * @returns one share per output, 0..1, adding up to 1
 */
export function sharesOfOutputs({
  probabilities,
  isDigit,
}: Pick<Answer, 'probabilities' | 'isDigit'>): Float32Array {
  const judgement = judge({ probabilities, isDigit });
  if (judgement.kind !== 'digit') return probabilities;
  return probabilities.map((_, output) => (output === judgement.digit ? 1 : 0));
}

/**
 * How much each neuron raises z = sum(shares[k] * logits[k]). For a given image a network of ReLUs is linear, so that
 * activation times slope, a * dz/da, is exactly what a neuron adds to z by way of all later layers (gradient times
 * input, Shrikumar et al. 2016); what lowers z counts as 0. For a pixel the activation is its ink, as everywhere in the
 * picture: one without ink sends nothing, and what blank paper adds is part of the biases. For an output it is its
 * share, since a sum below 0 can be the answer too.
 * @param image ink 0..1, `[in]`
 * @param pass the network's result for it with these weights
 * @param shares per output; they count as fixed
 * @returns one array per layer from input to output, each relative to its largest: 0..1, all 0 if nothing raises z
 */
export function relevances(
  { layers }: Pick<NetworkSpec, 'layers'>,
  weights: NetworkWeights,
  image: Float32Array,
  pass: Pick<ForwardPass, 'layers'>,
  shares: Float32Array,
): Float32Array[] {
  const found = [partsOfLargest(shares)];
  let slopes = Float64Array.from(shares);
  for (let index = layers.length - 1; index >= 0; index--) {
    const [layer, parameters, own] = [layers[index], weights[index], pass.layers[index]];
    if (!layer || !parameters || !own) break;
    slopes = slopesThroughActivation(slopes, layer, own);
    slopes = slopesThroughWeights(slopes, layer, parameters);
    const carried = index === 0 ? image : pass.layers[index - 1]?.activations;
    found.unshift(partsOfLargest(slopes, carried));
  }
  return found;
}

/** Products relative to the largest; what is below 0 counts as 0. Loops, since `from` takes longer than the weights. */
function partsOfLargest(
  slopes: Float64Array | Float32Array,
  carried?: Float32Array,
): Float32Array<ArrayBuffer> {
  const parts = new Float64Array(slopes.length);
  let largest = 0;
  for (let i = 0; i < parts.length; i++) {
    const part = (slopes[i] ?? 0) * (carried ? (carried[i] ?? 0) : 1);
    if (part <= 0) continue;
    parts[i] = part;
    if (part > largest) largest = part;
  }
  const relative = new Float32Array(parts.length);
  if (largest > 0) for (let i = 0; i < parts.length; i++) relative[i] = (parts[i] ?? 0) / largest;
  return relative;
}
