import type { NetworkSpec, NetworkWeights } from '#model';
import { inputScaleOf, transposedPixel, type InkReading } from './ink-reading.ts';

/** Digits whose labels are known. */
export interface InkDigits {
  /** Ink 0..1, row-major, `[digit][28][28]`. */
  readonly pixels: Float32Array;
  /** `[digit]`. */
  readonly labels: Uint8Array;
}

/**
 * The loss of one digit after another if ink counts in one way or another. The first layer's products with the ink are
 * the same for all ways that differ in scale, so that these cost little more than one.
 */
export class InkLosses {
  /** Multiplications for a digit and a reading. */
  readonly work: number;
  private readonly spec: NetworkSpec;
  private readonly weights: NetworkWeights;
  /** Sum of each row of the first layer's weights. */
  private readonly rowSums: Float64Array;
  private readonly upright: Float64Array;
  private readonly transposed: Float64Array;
  private label = 0;

  constructor(spec: NetworkSpec, weights: NetworkWeights) {
    this.spec = spec;
    this.weights = weights;
    this.work = spec.layers.reduce((sum, { inputs, outputs }) => sum + inputs * outputs, 0);
    const outputs = spec.layers[0]?.outputs ?? 0;
    const ones = new Float32Array(spec.layers[0]?.inputs ?? 0).fill(1);
    this.rowSums = this.products(ones);
    this.upright = new Float64Array(outputs);
    this.transposed = new Float64Array(outputs);
  }

  /** Takes up a digit, of which `of` tells the losses. */
  read({ pixels, labels }: InkDigits, digit: number): void {
    const inputs = this.spec.layers[0]?.inputs ?? 0;
    const image = pixels.subarray(digit * inputs, (digit + 1) * inputs);
    const side = Math.sqrt(inputs);
    this.upright.set(this.products(image));
    this.transposed.set(this.products(image.map((_, i) => image[transposedPixel(i, side)] ?? 0)));
    this.label = labels[digit] ?? 0;
  }

  /** Cross-entropy of the digit's label, and whether that is the likeliest. */
  of(reading: InkReading): { readonly loss: number; readonly isRight: boolean } {
    const { mean, std } = inputScaleOf(reading, this.spec.normalization);
    const products = reading.isTransposed ? this.transposed : this.upright;
    const first = products.map(
      (product, out) =>
        (product - mean * (this.rowSums[out] ?? 0)) / std + (this.weights[0]?.biases[out] ?? 0),
    );
    const logits = this.above(first);
    const largest = Math.max(...logits);
    const sum = logits.reduce((total, logit) => total + Math.exp(logit - largest), 0);
    const own = logits[this.label] ?? NaN;
    return { loss: largest + Math.log(sum) - own, isRight: own === largest };
  }

  /** The first layer's weights times an image, `[out]`. */
  private products(image: Float32Array): Float64Array {
    const weights = this.weights[0]?.weights ?? new Float32Array();
    const inputs = image.length;
    const products = new Float64Array(weights.length / inputs);
    for (let i = 0; i < inputs; i++) {
      const ink = image[i] ?? 0;
      // Most of an image is paper.
      if (ink === 0) continue;
      for (let out = 0; out < products.length; out++) {
        products[out] = (products[out] ?? 0) + (weights[out * inputs + i] ?? 0) * ink;
      }
    }
    return products;
  }

  /** What the layers above make of the first one's sums. */
  private above(first: Float64Array): Float64Array {
    let values = first;
    for (const [index, { inputs, outputs, activation }] of this.spec.layers.entries()) {
      if (index > 0) {
        const { weights, biases } = this.weights[index] ?? { weights: first, biases: first };
        const below = values;
        values = new Float64Array(outputs);
        for (let out = 0; out < outputs; out++) {
          let sum = biases[out] ?? 0;
          for (let i = 0; i < inputs; i++)
            sum += (weights[out * inputs + i] ?? 0) * (below[i] ?? 0);
          values[out] = sum;
        }
      }
      if (activation === 'relu') values = values.map((sum) => Math.max(0, sum));
    }
    return values;
  }
}
