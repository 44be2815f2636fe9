import { type LayerWeights, type NetworkSpec, type NetworkWeights, Random } from '#model';
import type { Initialization } from './recipe.ts';

/**
 * Random weights. Unless said otherwise they are as PyTorch's `nn.Linear` starts with: weights and biases uniform
 * within ±1/sqrt(fan-in), which is `kaiming_uniform_(a=sqrt(5))` (He et al. 2015).
 * @param seed whole number, 0 to 2^32 - 1; the same seed gives the same bytes everywhere
 */
export function initialWeights(
  spec: NetworkSpec,
  seed: number,
  initialization?: Initialization,
): NetworkWeights {
  const random = Random.fromSeed(seed);
  const uniform = (bound: number) => (): number => (2 * random.nextFloat() - 1) * bound;
  return spec.layers.map(({ inputs, outputs }, index): LayerWeights => {
    if (initialization) {
      const scale = index === 0 ? initialization.firstLayerScale : 1;
      // A uniform distribution within ±b has the standard deviation b/sqrt(3).
      const bound = scale * Math.sqrt(6 / inputs);
      const weights = Float32Array.from({ length: inputs * outputs }, uniform(bound));
      return { weights, biases: new Float32Array(outputs) };
    }
    const bound = 1 / Math.sqrt(inputs);
    return {
      weights: Float32Array.from({ length: inputs * outputs }, uniform(bound)),
      biases: Float32Array.from({ length: outputs }, uniform(bound)),
    };
  });
}
