import {
  decodeFloat16,
  encodeFloat16,
  milestones,
  perceptronSpec,
  type NetworkWeights,
} from '#model';
import type { ReadNetwork } from '../src/read-network.ts';

/** A network with made-up weights at the first of MNIST's checkpoints, all of which half floats hold. */
export function smallNetwork(hidden: readonly number[] = [4, 3], checkpoints = 3): ReadNetwork {
  const spec = perceptronSpec([784, ...hidden, 10]);
  return {
    spec,
    training: {
      trainer: '9.9.9',
      recipe: { seed: 7 },
      answer: { temperature: 1.5, leastCertainty: 2 },
    },
    checkpoints: milestones(60_000)
      .slice(0, checkpoints)
      .map((milestone, order) => ({
        moment: {
          ...milestone,
          ...{ order, imagesSeen: milestone.targetImages, batchesSeen: order },
          ...{ datasetPasses: milestone.targetImages / 60_000, description: `moment ${order}` },
          metrics: { testAccuracy: 0.1 * order },
        },
        weights: spec.layers.map(({ inputs, outputs }, layer): NetworkWeights[number] => ({
          weights: madeUp(inputs * outputs, order + layer),
          biases: madeUp(outputs, order + layer + 100),
        })),
      })),
  };
}

/** Values between -0.5 and 0.5 that follow each other without a pattern. */
function madeUp(count: number, seed: number): Float32Array {
  const values = Float32Array.from({ length: count }, (_, i) => {
    const wave = Math.sin((i + 1) * 12.9898 + seed * 78.233) * 43758.5453;
    return wave - Math.floor(wave) - 0.5;
  });
  return decodeFloat16(encodeFloat16(values));
}
