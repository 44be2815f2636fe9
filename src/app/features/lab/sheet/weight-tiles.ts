import type { NetworkWeights } from '#model';

const PIXELS = 784;
/** As on the stage: full strength at so many root mean squares, at least at this weight. */
const STRONG = 2.7;
const LEAST = 0.05;
/** What weighs nothing. */
const MIDDLE = 0.5;

/**
 * What raises neurons of the first layer, as ink: 1 raises, 0 lowers, a half does neither; at most `most` of them, in
 * their order. Row-major `[28][28]` each.
 */
export function weightTiles(weights: NetworkWeights, most: number): Float32Array[] {
  const first = weights[0]?.weights ?? new Float32Array();
  const count = Math.min(most, Math.floor(first.length / PIXELS));
  return Array.from({ length: count }, (_, neuron) => {
    const own = first.subarray(neuron * PIXELS, (neuron + 1) * PIXELS);
    const squares = own.reduce((sum, weight) => sum + weight * weight, 0);
    const strong = Math.max(LEAST, STRONG * Math.sqrt(squares / PIXELS));
    return Float32Array.from(own, (weight) =>
      Math.min(1, Math.max(0, MIDDLE + (MIDDLE * weight) / strong)),
    );
  });
}
