import { transposed } from './shapes.ts';
import type { Constant, NodeCall } from './node-call.ts';
import type { Numbers } from './tensor.ts';

/** Lists of sizes are put together, which are short. */
const LONGEST_LIST = 4096;

/** A constant that a program made. */
export function constantOf(values: Numbers, shape: readonly number[]): Constant {
  return { kind: 'constant', values, shape };
}

/** Constant: its value in one of several attributes. */
export function constantNode(call: NodeCall): Constant {
  const tensor = call.tensorAttribute('value');
  if (tensor) return { kind: 'constant', ...tensor };
  const one = call.floatAttribute('value_float') ?? call.integerAttribute('value_int');
  if (one !== undefined) return constantOf(Float64Array.of(one), []);
  const many = call.floatsAttribute('value_floats') ?? call.integersAttribute('value_ints');
  if (many) return constantOf(Float64Array.from(many), [many.length]);
  const found = [...call.node.attributes.keys()].join(', ') || 'none';
  throw call.error('numbers in an attribute value, value_float(s) or value_int(s)', found);
}

/** Shape of a value; of one computed from the image with NaN for the batch. */
export function shapeNode(call: NodeCall): Constant {
  const { shape } = call.input(0);
  const rank = shape.length;
  const start = call.axis(call.integerAttribute('start') ?? 0, rank);
  const end = call.axis(call.integerAttribute('end') ?? rank, rank);
  const sizes = shape.slice(start, end);
  return constantOf(Float64Array.from(sizes), [sizes.length]);
}

/** Gather of a list. */
export function gatherNode(call: NodeCall): Constant {
  const from = call.constant(0);
  const indices = call.constant(1, 'constant indices');
  if (from.shape.length !== 1 || (call.integerAttribute('axis') ?? 0) !== 0) {
    throw call.error('a list', `shape [${from.shape.join(', ')}]`);
  }
  const values = Float64Array.from(indices.values, (index) => {
    const value = from.values[call.axis(index, from.values.length)];
    if (value === undefined) throw call.error(`an index below ${from.values.length}`, `${index}`);
    return value;
  });
  return constantOf(values, indices.shape);
}

/** Slice of a list. */
export function sliceNode(call: NodeCall): Constant {
  const from = call.constant(0);
  const [start = 0] = call.sizes('starts', 1) ?? [];
  const [end = Infinity] = call.sizes('ends', 2) ?? [];
  const steps = call.hasInput(4) ? call.constant(4).values : [1];
  if (from.shape.length !== 1 || steps[0] !== 1) {
    throw call.error('a list, in steps of 1', `shape [${from.shape.join(', ')}]`);
  }
  const values = from.values.slice(start, end);
  return constantOf(values, [values.length]);
}

/** Concat of lists. */
export function concatNode(call: NodeCall): Constant {
  const lists = call.node.inputs.map((_, index) => call.constant(index));
  const other = lists.find(({ shape }) => shape.length !== 1);
  if (other) throw call.error('lists', `shape [${other.shape.join(', ')}]`);
  const count = lists.reduce((sum, { values }) => sum + values.length, 0);
  if (count > LONGEST_LIST) throw call.error(`at most ${LONGEST_LIST} values`, `${count}`);
  const values = lists.flatMap((list) => Array.from(list.values));
  return constantOf(Float64Array.from(values), [values.length]);
}

/** A constant in another shape. */
export function reshapedConstant(
  call: NodeCall,
  constant: Constant,
  target: readonly number[],
): Constant {
  const sizes = target.map((size, axis) => (size === 0 ? (constant.shape[axis] ?? 0) : size));
  const known = sizes.reduce((product, size) => (size === -1 ? product : product * size), 1);
  const shape = sizes.map((size) => (size === -1 ? constant.values.length / known : size));
  const count = shape.reduce((product, size) => product * size, 1);
  if (count !== constant.values.length || !shape.every(Number.isInteger)) {
    const expected = `a shape for ${constant.values.length} values`;
    throw call.error(expected, `[${target.join(', ')}]`);
  }
  return { ...constant, shape };
}

/** A constant with its axes in another order, turned round unless the node says how. */
export function transposedConstant(call: NodeCall, constant: Constant): Constant {
  const axes = axesOf(call, constant.shape.length);
  return { kind: 'constant', ...transposed(constant, axes) };
}

/** The order of axes that a Transpose asks for. */
export function axesOf(call: NodeCall, rank: number): number[] {
  const axes = call.integersAttribute('perm') ?? [...new Array(rank).keys()].reverse();
  if (axes.length !== rank || new Set(axes).size !== rank || axes.some((axis) => !(axis in axes))) {
    throw call.error(`each of ${rank} axes once`, `[${axes.join(', ')}]`);
  }
  return axes;
}

/** Arithmetic on two constants of the same shape, or with a single number. */
export function combined(
  call: NodeCall,
  a: Constant,
  b: Constant,
  compute: (a: number, b: number) => number,
): Constant {
  const larger = a.values.length >= b.values.length ? a : b;
  const isFitting = [a, b].every(
    ({ values, shape }) => values.length === 1 || shape.join() === larger.shape.join(),
  );
  if (!isFitting) {
    const found = `[${a.shape.join(', ')}] and [${b.shape.join(', ')}]`;
    throw call.error('constants of the same shape', found);
  }
  const values = Float64Array.from({ length: larger.values.length }, (_, i) =>
    compute(one(a, i), one(b, i)),
  );
  return constantOf(values, larger.shape);
}

function one({ values }: Constant, index: number): number {
  return values[values.length === 1 ? 0 : index] ?? NaN;
}
