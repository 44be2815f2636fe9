import { perceptronSpec, type LayerWeights } from '#model';

/** 784 pixels, two hidden neurons, ten digits; almost all weights are 0. */
export const network = perceptronSpec([784, 2, 10], { mean: 0.5, std: 0.25 });

/** Indexes of the two pixels with weights: row 1, column 1, and row 2, column 2. */
export const [CORNER, INNER] = [0, 29];

/** The first hidden neuron, and an output. */
export const HIDDEN = { layer: 1, neuron: 0 };
export const SEVEN = { layer: 2, neuron: 7 };

function layer(
  inputs: number,
  outputs: number,
  entries: readonly (readonly [out: number, from: number, weight: number])[],
  biases: Readonly<Record<number, number>>,
): LayerWeights {
  const weights = new Float32Array(inputs * outputs);
  for (const [out, from, weight] of entries) weights[out * inputs + from] = weight;
  return { weights, biases: Float32Array.from({ length: outputs }, (_, out) => biases[out] ?? 0) };
}

export const weights = [
  layer(
    784,
    2,
    [
      [0, CORNER, 1],
      [0, INNER, -0.5],
      [1, CORNER, -1],
    ],
    { 0: 0.25 },
  ),
  layer(
    2,
    10,
    [
      [7, 0, 2],
      [7, 1, 5],
      [3, 0, -1],
    ],
    { 7: -1 },
  ),
];

/** A drawing of two pixels: intensities 1 and 0.5. */
export const drawing = Float32Array.from({ length: 784 }, (_, pixel) =>
  pixel === CORNER ? 1 : pixel === INNER ? 0.5 : 0,
);
