import {
  normalize,
  type LabelledImages,
  type LayerSpec,
  type NetworkWeights,
  NO_DIGIT,
} from '#model';
import {
  checkAddedImages,
  checkBatch,
  checkSetup,
  type BackendFactory,
  type LearningBackend,
  type LearningSetup,
} from '../learning-backend.ts';

/** A layer's parameters, or anything of their shape: gradients, moments. Weights are `[out][in]`. */
interface Parameters {
  readonly weights: Float64Array;
  readonly biases: Float64Array;
}

/** Loss and gradient of a batch. */
export interface BatchGradient {
  /** Sum of cross-entropies, nats. */
  readonly loss: number;
  /** Gradient of the mean loss, a layer each. */
  readonly gradients: readonly Parameters[];
}

/** The textbook in float64, one image and one sum at a time: the yardstick for the quick ones. */
export const referenceBackend: BackendFactory = (setup) => {
  checkSetup(setup);
  if (setup.augmentation ?? setup.averaging) {
    throw new RangeError(
      'reference: expected neither augmentation nor averaging, found one of them',
    );
  }
  return Promise.resolve(new ReferenceBackend(setup));
};

/** See `referenceBackend`. */
export class ReferenceBackend implements LearningBackend {
  readonly name = 'reference';
  readonly parameters: readonly Parameters[];
  private readonly setup: LearningSetup;
  /** The training set with room behind it. */
  private readonly images: LabelledImages;
  private readonly first: readonly Parameters[];
  private readonly second: readonly Parameters[];
  private steps = 0;
  private lossSum = 0;

  constructor(setup: LearningSetup) {
    this.setup = setup;
    this.images = withRoom(setup);
    const { layers } = setup.spec;
    this.parameters = setup.initialWeights.map(({ weights, biases }) => ({
      weights: Float64Array.from(weights),
      biases: Float64Array.from(biases),
    }));
    this.first = layers.map(zeros);
    this.second = layers.map(zeros);
  }

  step(indices: Uint32Array, learningRate: number): void {
    checkBatch(this.setup, indices);
    const { loss, gradients } = this.gradient(indices);
    this.lossSum += loss;
    this.steps += 1;
    gradients.forEach((gradient, index) => {
      for (const part of ['weights', 'biases'] as const) {
        const [values, first, second] = [this.parameters, this.first, this.second].map(
          (all) => all[index]?.[part] ?? new Float64Array(),
        );
        if (values && first && second) {
          this.adam(values, first, second, gradient[part], learningRate);
        }
      }
    });
  }

  addImages(first: number, images: LabelledImages): void {
    checkAddedImages(this.setup, first, images);
    const inputs = this.setup.spec.layers[0]?.inputs ?? 0;
    this.images.pixels.set(images.pixels, first * inputs);
    this.images.labels.set(images.labels, first);
  }

  loss(): Promise<number> {
    return Promise.resolve(this.lossSum);
  }

  takeLoss(): Promise<number> {
    const sum = this.lossSum;
    this.lossSum = 0;
    return Promise.resolve(sum);
  }

  weights(): Promise<NetworkWeights> {
    return Promise.resolve(
      this.parameters.map(({ weights, biases }) => ({
        weights: Float32Array.from(weights),
        biases: Float32Array.from(biases),
      })),
    );
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Loss and gradient of a batch at the current weights, by back-propagation. */
  gradient(indices: Uint32Array): BatchGradient {
    const { layers } = this.setup.spec;
    const gradients = layers.map(zeros);
    let loss = 0;
    for (const image of indices) {
      const activations = this.forward(image);
      const logits = activations.at(-1) ?? new Float64Array();
      const label = this.images.labels[image] ?? 0;
      const probabilities = softmax(logits);
      const isDigit = label !== NO_DIGIT;
      if (isDigit) loss -= Math.log(probabilities[label] ?? NaN);
      const weight = isDigit ? 1 : (this.setup.outlierWeight ?? 1);
      let deltas: Float64Array = probabilities.map((p, c) => {
        const target = isDigit ? (c === label ? 1 : 0) : 1 / probabilities.length;
        return (weight * (p - target)) / indices.length;
      });
      for (let index = layers.length - 1; index >= 0; index--) {
        const input = activations[index];
        const gradient = gradients[index];
        if (input && gradient) deltas = this.backward(index, input, deltas, gradient);
      }
    }
    return { loss, gradients };
  }

  /** Input and output of every layer for one image. */
  private forward(image: number): Float64Array[] {
    const { spec } = this.setup;
    const inputs = spec.layers[0]?.inputs ?? 0;
    const bytes = this.images.pixels.subarray(image * inputs, (image + 1) * inputs);
    const pixels = Float64Array.from(bytes, (byte) => byte / 255);
    const activations = [Float64Array.from(normalize(pixels, spec.normalization))];
    spec.layers.forEach((layer, index) => {
      const { weights, biases } = this.parameters[index] ?? zeros(layer);
      const input = activations[index] ?? new Float64Array();
      const output = biases.map((bias, out) => {
        let sum = bias;
        for (let i = 0; i < layer.inputs; i++) {
          sum += (weights[out * layer.inputs + i] ?? 0) * (input[i] ?? 0);
        }
        return layer.activation === 'relu' ? Math.max(0, sum) : sum;
      });
      activations.push(output);
    });
    return activations;
  }

  /** Adds one image's part to the gradient; returns the deltas of the layer below. */
  private backward(
    index: number,
    input: Float64Array,
    deltas: Float64Array,
    gradient: Parameters,
  ): Float64Array {
    const weights = this.parameters[index]?.weights ?? new Float64Array();
    const below = new Float64Array(input.length);
    deltas.forEach((delta, out) => {
      gradient.biases[out] = (gradient.biases[out] ?? 0) + delta;
      for (let i = 0; i < input.length; i++) {
        const at = out * input.length + i;
        gradient.weights[at] = (gradient.weights[at] ?? 0) + delta * (input[i] ?? 0);
        // The layer below is a ReLU: what it did not let through has no part in the loss.
        if ((input[i] ?? 0) > 0) below[i] = (below[i] ?? 0) + delta * (weights[at] ?? 0);
      }
    });
    return below;
  }

  private adam(
    values: Float64Array,
    first: Float64Array,
    second: Float64Array,
    gradient: Float64Array,
    learningRate: number,
  ): void {
    const { beta1, beta2, epsilon } = this.setup.adam;
    const correction1 = 1 - beta1 ** this.steps;
    const correction2 = 1 - beta2 ** this.steps;
    gradient.forEach((g, i) => {
      const m = beta1 * (first[i] ?? 0) + (1 - beta1) * g;
      const v = beta2 * (second[i] ?? 0) + (1 - beta2) * g * g;
      first[i] = m;
      second[i] = v;
      const denominator = Math.sqrt(v / correction2) + epsilon;
      values[i] = (values[i] ?? 0) - (learningRate * (m / correction1)) / denominator;
    });
  }
}

function withRoom({ spec, trainingSet, spareImages = 0 }: LearningSetup): LabelledImages {
  const count = trainingSet.labels.length + spareImages;
  const pixels = new Uint8Array(count * (spec.layers[0]?.inputs ?? 0));
  const labels = new Uint8Array(count);
  pixels.set(trainingSet.pixels);
  labels.set(trainingSet.labels);
  return { pixels, labels };
}

function zeros({ inputs, outputs }: LayerSpec): Parameters {
  return { weights: new Float64Array(inputs * outputs), biases: new Float64Array(outputs) };
}

function softmax(logits: Float64Array): Float64Array {
  const largest = Math.max(...logits);
  const exponentials = logits.map((logit) => Math.exp(logit - largest));
  const sum = exponentials.reduce((total, value) => total + value, 0);
  return exponentials.map((value) => value / sum);
}
