import { axesOf, reshapedConstant, transposedConstant } from './constant-operators.ts';
import { BATCH, reordered, type Flow } from './flow.ts';
import type { GraphValue, NodeCall } from './node-call.ts';
import { permutation, reshaped } from './shapes.ts';

/** Reshape to constant sizes; those of the batch may be computed from the image's. */
export function reshape(call: NodeCall): GraphValue {
  const target = Array.from(call.constant(1, 'constant sizes').values);
  const value = call.input(0);
  if (value.kind === 'constant') return reshapedConstant(call, value, target);
  return inShape(call, value, target);
}

/** Flatten: two axes, those before and those from an axis on. */
export function flatten(call: NodeCall): GraphValue {
  const flow = call.flow();
  const axis = call.axis(call.integerAttribute('axis') ?? 1, flow.shape.length);
  const product = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);
  // NaN, the batch, stays what it is only alone.
  return inShape(call, flow, [product(flow.shape.slice(0, axis)), product(flow.shape.slice(axis))]);
}

/** Takes away axes of size 1. */
export function squeeze(call: NodeCall): GraphValue {
  const value = call.input(0);
  const { shape } = value;
  const given = call.sizes('axes', 1)?.map((axis) => call.axis(axis, shape.length));
  const gone = given ?? [...shape.keys()].filter((axis) => shape[axis] === 1);
  const other = gone.find((axis) => shape[axis] !== 1);
  if (other !== undefined) throw call.error('axes of size 1', `axis ${other}`);
  return withShape(
    value,
    shape.filter((_, axis) => !gone.includes(axis)),
  );
}

/** Puts in axes of size 1. */
export function unsqueeze(call: NodeCall): GraphValue {
  const value = call.input(0);
  const axes = call.sizes('axes', 1) ?? [];
  const rank = value.shape.length + axes.length;
  if (rank > 16) throw call.error('at most 16 axes', `${rank}`);
  const put = new Set(axes.map((axis) => call.axis(axis, rank)));
  const rest = [...value.shape];
  const shape = Array.from({ length: rank }, (_, axis) =>
    put.has(axis) ? 1 : (rest.shift() ?? 1),
  );
  if (value.kind === 'flow' && shape.slice(1).some(Number.isNaN)) {
    throw call.error('the batch as the first axis', 'an axis before it');
  }
  return withShape(value, shape);
}

/** Puts axes in another order; the batch stays the first. */
export function transpose(call: NodeCall): GraphValue {
  const value = call.input(0);
  if (value.kind === 'constant') return transposedConstant(call, value);
  const { shape } = value;
  const axes = axesOf(call, shape.length);
  if (Number.isNaN(shape[0]) && axes[0] !== 0) {
    throw call.error('the batch as the first axis', `axes [${axes.join(', ')}]`);
  }
  const sizes = shape.map((size) => (Number.isNaN(size) ? 1 : size));
  const moved = axes.map((axis) => shape[axis] ?? 1);
  return { ...reordered(value, permutation(sizes, axes)), shape: moved };
}

function inShape(call: NodeCall, flow: Flow, target: readonly number[]): Flow {
  const shape = reshaped(flow.shape, flow.batch, target);
  if (shape) return { ...flow, shape };
  const named = (sizes: readonly number[]): string =>
    sizes.map((size) => (Object.is(size, BATCH) ? 'batch' : String(size))).join(', ');
  throw call.error(
    `a shape that keeps images of [${named(flow.shape)}] apart`,
    `[${named(target)}]`,
  );
}

function withShape(value: GraphValue, shape: readonly number[]): GraphValue {
  return { ...value, shape };
}
