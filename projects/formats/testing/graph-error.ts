import { forward } from '#model';
import type { BuiltModel } from './onnx-builder.ts';
import { IMAGE, smallLogits, smallOnnx } from './small-graph.ts';
import { readOnnx } from '../src/onnx/read-onnx.ts';

export type Between = Parameters<typeof smallLogits>[1];

function logitsOf(model: BuiltModel): number[] {
  const { spec, weights } = readOnnx({ name: 'x.onnx', bytes: smallOnnx(model) });
  return Array.from(forward(spec, weights, IMAGE).logits);
}

/** Largest difference from what the small perceptron computes. */
export function errorOf(model: BuiltModel, between?: Between): number {
  const expected = smallLogits(IMAGE, between);
  return Math.max(...logitsOf(model).map((logit, i) => Math.abs(logit - (expected[i] ?? NaN))));
}
