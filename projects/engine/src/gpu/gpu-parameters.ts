import type { LayerWeights, NetworkWeights } from '#model';
import { LANES, type GpuPlan } from './gpu-plan.ts';

/** Weights and biases as they lie in GPU memory: `[layer][in, then bias][column of four outputs]`. */
export function packParameters(
  { layers, parameters }: GpuPlan,
  weights: NetworkWeights,
): Float32Array<ArrayBuffer> {
  const packed = new Float32Array(parameters * LANES);
  layers.forEach(({ spec, columns, parameters: first }, index) => {
    const { inputs, outputs } = spec;
    const source = weights[index];
    const width = columns * LANES;
    for (let out = 0; out < outputs; out++) {
      const at = first * LANES + out;
      for (let i = 0; i < inputs; i++) {
        packed[at + i * width] = source?.weights[out * inputs + i] ?? 0;
      }
      packed[at + inputs * width] = source?.biases[out] ?? 0;
    }
  });
  return packed;
}

/** The reverse of `packParameters`. */
export function unpackParameters({ layers }: GpuPlan, packed: Float32Array): NetworkWeights {
  return layers.map(({ spec, columns, parameters: first }): LayerWeights => {
    const { inputs, outputs } = spec;
    const width = columns * LANES;
    const weights = new Float32Array(inputs * outputs);
    const biases = new Float32Array(outputs);
    for (let out = 0; out < outputs; out++) {
      const at = first * LANES + out;
      for (let i = 0; i < inputs; i++) weights[out * inputs + i] = packed[at + i * width] ?? 0;
      biases[out] = packed[at + inputs * width] ?? 0;
    }
    return { weights, biases };
  });
}

/** Sums of the first layer's weights, `[tile down][column of four]`, from packed parameters. */
export function sumTiles(
  { layers }: GpuPlan,
  packed: Float32Array,
  rows: number,
): Float32Array<ArrayBuffer> {
  const [layer] = layers;
  if (!layer) return new Float32Array();
  const width = layer.columns * LANES;
  const sums = new Float32Array(layer.tiles.down * width);
  for (let i = 0; i < layer.spec.inputs; i++) {
    const tile = Math.floor(i / rows);
    for (let lane = 0; lane < width; lane++) {
      const at = tile * width + lane;
      sums[at] = (sums[at] ?? 0) + (packed[layer.parameters * LANES + i * width + lane] ?? 0);
    }
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
