import type { WireField } from '../src/onnx/wire-writer.ts';
import { buildOnnx, floats, type BuiltModel, type BuiltNode } from './onnx-builder.ts';

const INPUTS = 784;
const [HIDDEN, CLASSES] = [4, 10];

/** Made-up numbers between -1 and 1, always the same for a seed. */
export function madeUp(count: number, seed: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => Math.sin((i + 1) * 1.7 + seed * 31.3));
}

/** Weights of a perceptron with one hidden layer, `[out][in]`. */
export const SMALL = {
  w1: madeUp(HIDDEN * INPUTS, 1).map((w) => w / 20),
  b1: madeUp(HIDDEN, 2),
  w2: madeUp(CLASSES * HIDDEN, 3),
  b2: madeUp(CLASSES, 4),
};

/** An image: some paper, some ink. */
export const IMAGE = madeUp(INPUTS, 5).map((ink) => Math.max(0, ink));

/** `[out][in]` to `[in][out]`. */
export function turned(matrix: Float32Array, inputs: number): Float32Array {
  const outputs = matrix.length / inputs;
  return Float32Array.from(
    matrix,
    (_, i) => matrix[(i % outputs) * inputs + Math.floor(i / outputs)] ?? 0,
  );
}

/** What the small perceptron computes, in double precision, with something done in between. */
export function smallLogits(
  image: ArrayLike<number>,
  between: {
    readonly before?: (pixel: number, index: number) => number;
    readonly sum?: (sum: number, index: number) => number;
    readonly hidden?: (activation: number, index: number) => number;
    readonly last?: (logit: number, index: number) => number;
  } = {},
): number[] {
  const same = (value: number): number => value;
  const { before = same, sum = same, hidden = same, last = same } = between;
  const x = Array.from(image, before);
  const dense = (w: Float32Array, b: Float32Array, from: number[]): number[] =>
    Array.from(b, (bias, out) =>
      from.reduce((total, v, i) => total + v * (w[out * from.length + i] ?? 0), bias),
    );
  const first = dense(SMALL.w1, SMALL.b1, x).map(sum);
  const activations = first.map((value) => Math.max(0, value)).map(hidden);
  return dense(SMALL.w2, SMALL.b2, activations).map(last);
}

/** The constants of the small perceptron as PyTorch has them: `[out, in]`. */
export const SMALL_CONSTANTS: Readonly<Record<string, WireField[]>> = {
  w1: floats([HIDDEN, INPUTS], SMALL.w1),
  b1: floats([HIDDEN], SMALL.b1),
  w2: floats([CLASSES, HIDDEN], SMALL.w2),
  b2: floats([CLASSES], SMALL.b2),
};

/** A node with one output, the name of which the next one takes. */
export function step(
  operator: string,
  inputs: string,
  output: string,
  more: Partial<BuiltNode> = {},
): BuiltNode {
  return { operator, inputs: inputs.split(' '), outputs: [output], ...more };
}

/** Flatten, Gemm, Relu and Gemm, with something in between; `row` goes into the first layer, `act` into the last. */
export const FLATTEN = step('Flatten', 'image', 'row', { attributes: { axis: 1 } });
export const FIRST = step('Gemm', 'row w1 b1', 'sum', { name: 'fc1', attributes: { transB: 1 } });
export const RELU = step('Relu', 'sum', 'act');
export const LAST = step('Gemm', 'act w2 b2', 'scores', { name: 'fc2', attributes: { transB: 1 } });

/** The small perceptron, with other nodes and further constants. */
export function smallOnnx({ constants = {}, ...model }: BuiltModel): Uint8Array<ArrayBuffer> {
  return buildOnnx({ ...model, constants: { ...SMALL_CONSTANTS, ...constants } });
}
