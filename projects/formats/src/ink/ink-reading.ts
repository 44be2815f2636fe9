import { MNIST_NORMALIZATION, type Normalization } from '#model';
import type { ReadNetwork } from '../read-network.ts';

/** The numbers that ink can go into a network as: 0 to 1, 0 to 255, -1 to 1, or normalised as MNIST usually is. */
export const INK_SCALES = ['0-1', '0-255', 'minus-1-1', 'mnist'] as const;
export type InkScale = (typeof INK_SCALES)[number];

/** How ink counts for a network. */
export interface InkReading {
  readonly scale: InkScale;
  /** Paper is high, ink is low. */
  readonly isInverted: boolean;
  /** Images go in column by column. */
  readonly isTransposed: boolean;
}

/** As everything here counts it. */
export const INK_AS_HERE: InkReading = { scale: '0-1', isInverted: false, isTransposed: false };

/** Each way in which ink may count. */
export const INK_READINGS: readonly InkReading[] = [false, true].flatMap((isTransposed) =>
  [false, true].flatMap((isInverted) =>
    INK_SCALES.map((scale) => ({ scale, isInverted, isTransposed })),
  ),
);

const SCALES: Readonly<Record<InkScale, Normalization>> = {
  '0-1': { mean: 0, std: 1 },
  '0-255': { mean: 0, std: 1 / 255 },
  'minus-1-1': { mean: 0.5, std: 0.5 },
  mnist: MNIST_NORMALIZATION,
};

/**
 * What goes into a network, as `(ink - mean) / std`; `std` is below 0 where paper is high.
 * @param normalization the network's own
 */
export function inputScaleOf(
  { scale, isInverted }: InkReading,
  normalization: Normalization,
): Normalization {
  const { mean, std } = SCALES[scale];
  const step = isInverted ? { mean: 1 - mean, std: -std } : { mean, std };
  return {
    mean: step.mean + normalization.mean * step.std,
    std: step.std * normalization.std,
  };
}

/** Where a pixel of an image goes that is read column by column. */
export function transposedPixel(pixel: number, side: number): number {
  return (pixel % side) * side + Math.floor(pixel / side);
}

/**
 * A network for which ink counts as in the reading, as one for which it counts 0 to 1, upright. No weight is rounded:
 * the scale becomes its normalization, and weights change places or signs at most.
 */
export function withInk(network: ReadNetwork, reading: InkReading): ReadNetwork {
  const { mean, std } = inputScaleOf(reading, network.spec.normalization);
  const inputs = network.spec.layers[0]?.inputs ?? 0;
  const sign = std < 0 ? -1 : 1;
  return {
    ...network,
    spec: { ...network.spec, normalization: { mean, std: Math.abs(std) } },
    checkpoints: network.checkpoints.map(({ moment, weights }) => ({
      moment,
      weights: weights.map((layer, index) =>
        index > 0
          ? layer
          : { ...layer, weights: turned(layer.weights, inputs, reading.isTransposed, sign) },
      ),
    })),
  };
}

function turned(
  weights: Float32Array,
  inputs: number,
  isTransposed: boolean,
  sign: number,
): Float32Array {
  if (!isTransposed && sign === 1) return weights;
  const side = Math.sqrt(inputs);
  return weights.map((_, i) => {
    const pixel = i % inputs;
    const from = isTransposed ? i - pixel + transposedPixel(pixel, side) : i;
    return sign * (weights[from] ?? 0);
  });
}
