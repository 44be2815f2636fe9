import { type LayerWeights, type NetworkSpec, type NetworkWeights, Random } from '#model';

/**
 * Random weights as PyTorch's `nn.Linear` starts with: weights and biases uniform within
 * ±1/sqrt(fan-in), which is `kaiming_uniform_(a=sqrt(5))` (He et al. 2015).
 * @param seed whole number, 0 to 2^32 - 1; the same seed gives the same bytes everywhere
 */
export function initialWeights(spec: NetworkSpec, seed: number): NetworkWeights {
  const random = Random.fromSeed(seed);
  return spec.layers.map(({ inputs, outputs }): LayerWeights => {
    const bound = 1 / Math.sqrt(inputs);
    const uniform = (): number => (2 * random.nextFloat() - 1) * bound;
    return {
      weights: Float32Array.from({ length: inputs * outputs }, uniform),
      biases: Float32Array.from({ length: outputs }, uniform),
    };
  });
}
