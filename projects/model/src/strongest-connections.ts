import type { ForwardPass } from './forward.ts';
import type { NetworkWeights } from './network-spec.ts';

/** Which connections count as the strongest. */
export interface RankingOptions {
  /** How many incoming connections per neuron; `Infinity` for all that contribute. */
  readonly strongest: number;
  /** Whether to rank by what they carry now, or by their weight. */
  readonly rankBy: 'contribution' | 'weight';
}

/** Decides which connections of a dense layer are shown. */
export interface LayerRanking {
  /** The least strength that a connection needs to be shown, one per target neuron, `[out]`. */
  readonly thresholds: Float32Array;
  /** Strength of a typical strong contribution: the mean of each neuron's largest. */
  readonly scale: number;
  /** Mean strength of the contributions that are shown, relative to `scale`; 0 if none is. */
  readonly meanShown: number;
}

/**
 * Ranks every connection of a network for one image.
 * @param image ink 0..1, `[in]`
 * @param pass the network's result for it with these weights
 * @returns one entry per dense layer, first to last
 */
export function rankConnections(
  weights: NetworkWeights,
  image: Float32Array,
  pass: Pick<ForwardPass, 'layers'>,
  options: RankingOptions,
): LayerRanking[] {
  return weights.map((layer, index) => {
    const carried = index === 0 ? image : pass.layers[index - 1]?.activations;
    return strongestThresholds(layer.weights, carried ?? new Float32Array(), options);
  });
}

/**
 * Ranks every connection of a network by its weight alone, as if each source carried 1, because without an image
 * nothing else distinguishes them.
 * @param strongest how many incoming connections per neuron
 * @returns one entry per dense layer, first to last
 */
export function rankWeights(weights: NetworkWeights, strongest: number): LayerRanking[] {
  return weights.map((layer) => {
    const carried = new Float32Array(layer.weights.length / layer.biases.length).fill(1);
    return strongestThresholds(layer.weights, carried, { strongest, rankBy: 'weight' });
  });
}

/**
 * Finds a threshold for each neuron that its `strongest` incoming connections reach and no other does: halfway
 * between the last shown and the first hidden, so that rounding does not matter.
 * @param weights row-major `[out][in]`
 * @param values what each source carries, `[in]`: a connection contributes `weight * value`
 * @param options even when ranking by `weight`, the scale is that of contributions
 */
export function strongestThresholds(
  weights: Float32Array,
  values: Float32Array,
  { strongest, rankBy }: RankingOptions,
): LayerRanking {
  const inputs = values.length;
  const outputs = inputs === 0 ? 0 : weights.length / inputs;
  const active = activeSources(values);
  const thresholds = new Float32Array(outputs);
  const contributions = new Float64Array(active.length);
  const strengths = new Float64Array(inputs);
  let sum = 0;
  let [shown, sumShown] = [0, 0];
  for (let out = 0; out < outputs; out++) {
    const row = out * inputs;
    let largest = 0;
    for (let i = 0; i < active.length; i++) {
      const source = active[i] ?? 0;
      const strength = Math.abs((weights[row + source] ?? 0) * (values[source] ?? 0));
      contributions[i] = strength;
      if (strength > largest) largest = strength;
    }
    sum += largest;
    if (rankBy === 'contribution') {
      thresholds[out] = gapAfter(contributions, strongest);
    } else {
      for (let i = 0; i < inputs; i++) strengths[i] = Math.abs(weights[row + i] ?? 0);
      thresholds[out] = gapAfter(strengths, strongest);
    }
    const threshold = thresholds[out] ?? 0;
    for (let i = 0; i < active.length; i++) {
      const contribution = contributions[i] ?? 0;
      // Selection has reordered the contributions, but not if it went by weight.
      const strength =
        rankBy === 'contribution' ? contribution : Math.abs(weights[row + (active[i] ?? 0)] ?? 0);
      if (strength < threshold) continue;
      shown += 1;
      sumShown += contribution;
    }
  }
  return {
    thresholds,
    scale: outputs === 0 ? 0 : sum / outputs,
    meanShown: sum === 0 ? 0 : (sumShown / sum) * (outputs / shown),
  };
}

/** Indices of the sources that carry anything, in order. */
export function activeSources(values: ArrayLike<number>): Uint16Array {
  const active = new Uint16Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) if (values[i] !== 0) active[count++] = i;
  return active.subarray(0, count);
}

/** Halfway between the `count`-th largest and the next; 0 if there is no next. Reorders. */
function gapAfter(strengths: Float64Array, count: number): number {
  if (count >= strengths.length) return 0;
  selectLargest(strengths, count);
  let last = Infinity;
  let next = 0;
  for (let i = 0; i < count; i++) last = Math.min(last, strengths[i] ?? 0);
  for (let i = count; i < strengths.length; i++) next = Math.max(next, strengths[i] ?? 0);
  return (last + next) / 2;
}

/** Moves the `count` largest to the front, in any order (Hoare's quickselect). */
function selectLargest(values: Float64Array, count: number): void {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1] ?? 0;
    let [left, right] = [low, high];
    while (left <= right) {
      while ((values[left] ?? 0) > pivot) left++;
      while ((values[right] ?? 0) < pivot) right--;
      if (left > right) break;
      const swapped = values[left] ?? 0;
      values[left++] = values[right] ?? 0;
      values[right--] = swapped;
    }
    if (count - 1 <= right) high = right;
    else if (count - 1 >= left) low = left;
    else return;
  }
}
