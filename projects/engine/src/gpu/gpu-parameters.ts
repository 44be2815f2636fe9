import type { LayerWeights, NetworkWeights } from '#model';
import { at } from '../at.ts';
import { transpose } from '../transpose.ts';
import { LANES, type GpuPlan } from './gpu-plan.ts';

/** Weights and biases as they lie in GPU memory: `[layer][in, then bias][column of four outputs]`. */
export function packParameters(
  { layers, parameters }: GpuPlan,
  weights: NetworkWeights,
): Float32Array<ArrayBuffer> {
  const packed = new Float32Array(parameters * LANES);
  layers.forEach(({ spec, columns, parameters: first }, index) => {
    const { inputs, outputs } = spec;
    const source = at(weights, index);
    const stride = columns * LANES;
    const values = packed.subarray(first * LANES);
    transpose({ values: source.weights, stride: inputs }, outputs, inputs, { values, stride });
    values.set(source.biases, inputs * stride);
  });
  return packed;
}

/** The reverse of `packParameters`. */
export function unpackParameters({ layers }: GpuPlan, packed: Float32Array): NetworkWeights {
  return layers.map(({ spec, columns, parameters: first }): LayerWeights => {
    const { inputs, outputs } = spec;
    const stride = columns * LANES;
    const values = packed.subarray(first * LANES);
    const weights = new Float32Array(inputs * outputs);
    transpose({ values, stride }, inputs, outputs, { values: weights, stride: inputs });
    return { weights, biases: values.slice(inputs * stride, inputs * stride + outputs) };
  });
}

/** Two moments of each parameter as they lie in GPU memory, vector by vector: the first, then the second. */
export function packMoments(
  plan: GpuPlan,
  first: NetworkWeights,
  second: NetworkWeights,
): Float32Array<ArrayBuffer> {
  const parts = [packParameters(plan, first), packParameters(plan, second)] as const;
  const packed = new Float32Array(plan.parameters * LANES * 2);
  for (let vector = 0; vector < plan.parameters; vector++) {
    const lanes = [vector * LANES, (vector + 1) * LANES] as const;
    packed.set(parts[0].subarray(...lanes), vector * LANES * 2);
    packed.set(parts[1].subarray(...lanes), vector * LANES * 2 + LANES);
  }
  return packed;
}

/** The reverse of `packMoments`. */
export function unpackMoments(
  plan: GpuPlan,
  packed: Float32Array,
): { readonly first: NetworkWeights; readonly second: NetworkWeights } {
  const part = (offset: number): NetworkWeights => {
    const values = new Float32Array(plan.parameters * LANES);
    for (let vector = 0; vector < plan.parameters; vector++) {
      const from = vector * LANES * 2 + offset;
      values.set(packed.subarray(from, from + LANES), vector * LANES);
    }
    return unpackParameters(plan, values);
  };
  return { first: part(0), second: part(LANES) };
}

/** Sums of the first layer's weights, `[tile down][column of four]`, from packed parameters. */
export function sumTiles(
  { layers }: GpuPlan,
  packed: Float32Array,
  rows: number,
): Float32Array<ArrayBuffer> {
  const layer = at(layers, 0);
  const width = layer.columns * LANES;
  const sums = new Float32Array(layer.tiles.down * width);
  for (let i = 0; i < layer.spec.inputs; i++) {
    const start = layer.parameters * LANES + i * width;
    const first = Math.floor(i / rows) * width;
    packed.subarray(start, start + width).forEach((weight, lane) => {
      sums[first + lane] = at(sums, first + lane) + weight;
    });
  }
  return sums;
}

/** Pixels with each image's row padded to whole words. */
export function packPixels(pixels: Uint8Array, inputs: number, imageWords: number): Uint8Array {
  const bytes = imageWords * 4;
  if (bytes === inputs) return pixels;
  const images = pixels.length / inputs;
  const packed = new Uint8Array(images * bytes);
  for (let image = 0; image < images; image++) {
    packed.set(pixels.subarray(image * inputs, (image + 1) * inputs), image * bytes);
  }
  return packed;
}
