import type { LayerWeights } from '#model';

/** A first-layer neuron, and the weight by which a pixel changes it. */
export interface Reached {
  readonly neuron: number;
  readonly weight: number;
}

/** How many neurons are told apart from the others. */
export const MOST_REACHED = 10;

/**
 * The neurons that a pixel changes most: those with the largest |weight|, as its ink is the same for all; the most
 * changed first, and none whose weight is 0.
 * @param layer the first dense layer
 */
export function mostReached(
  { weights, biases }: Pick<LayerWeights, 'weights' | 'biases'>,
  pixel: number,
): Reached[] {
  const inputs = weights.length / biases.length;
  return Array.from(biases, (_, neuron) => ({
    neuron,
    weight: weights[neuron * inputs + pixel] ?? 0,
  }))
    .filter(({ weight }) => weight !== 0)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, MOST_REACHED);
}
