import { sizeProblem } from './network-limits.ts';

/** The activations in this format; readers reject any other name. */
export const ACTIVATIONS = ['relu', 'linear'] as const;

/** `relu` is max(0, z); `linear` returns the pre-activation unchanged. */
export type Activation = (typeof ACTIVATIONS)[number];

/** One dense layer: `outputs` neurons, each with `inputs` weights and a bias. */
export interface LayerSpec {
  readonly name: string;
  readonly activation: Activation;
  /** Fan-in. */
  readonly inputs: number;
  /** Number of neurons. */
  readonly outputs: number;
}

/** How pixels in 0..1 become network inputs: `(pixel - mean) / std`. */
export interface Normalization {
  readonly mean: number;
  readonly std: number;
}

/** The shape of a multi-layer perceptron: dense layers, first to last. */
export interface NetworkSpec {
  readonly layers: readonly LayerSpec[];
  readonly normalization: Normalization;
}

/** Parameters of one dense layer. */
export interface LayerWeights {
  /** Row-major `[out][in]`. */
  readonly weights: Float32Array;
  /** `[out]`. */
  readonly biases: Float32Array;
}

/** Parameters of a whole network, one entry per layer. */
export type NetworkWeights = readonly LayerWeights[];

/** Mean and standard deviation of MNIST's training pixels, rounded as in torchvision's examples. */
export const MNIST_NORMALIZATION: Normalization = { mean: 0.1307, std: 0.3081 };

/**
 * Describes a perceptron with ReLU hidden layers and a linear output, named `dense_0`, `dense_1`, …
 * @param architecture layer sizes from input to output, e.g. `[784, 128, 64, 10]`
 * @throws RangeError when there are fewer than two sizes, one is not a positive integer, or the network is
 *   larger than `NETWORK_LIMITS`
 */
export function perceptronSpec(
  architecture: readonly number[],
  normalization: Normalization = MNIST_NORMALIZATION,
): NetworkSpec {
  if (architecture.length < 2) {
    throw new RangeError(
      `architecture: expected an input and an output size at least, found ${architecture.length} sizes`,
    );
  }
  for (const size of architecture) {
    if (!Number.isInteger(size) || size < 1) {
      throw new RangeError(`architecture: expected positive whole numbers, found ${size}`);
    }
  }
  const problem = sizeProblem(architecture);
  if (problem) {
    throw new RangeError(`architecture: expected ${problem.expected}, found ${problem.found}`);
  }
  const layers = architecture.slice(1).map((outputs, index, hidden): LayerSpec => {
    const inputs = architecture[index] ?? 0;
    const activation = index === hidden.length - 1 ? 'linear' : 'relu';
    return { name: `dense_${index}`, activation, inputs, outputs };
  });
  return { layers, normalization };
}

/** Layer sizes from input to output, e.g. `[784, 128, 64, 10]`. */
export function architectureOf(spec: NetworkSpec): number[] {
  const [first] = spec.layers;
  return first === undefined ? [] : [first.inputs, ...spec.layers.map((layer) => layer.outputs)];
}

/** Number of weights and biases of the whole network. */
export function parameterCount(spec: NetworkSpec): number {
  return spec.layers.reduce((sum, layer) => sum + layer.outputs * (layer.inputs + 1), 0);
}
