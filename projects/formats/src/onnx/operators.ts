import { FormatError } from '#model';
import {
  combined,
  concatNode,
  constantNode,
  gatherNode,
  shapeNode,
  sliceNode,
} from './constant-operators.ts';
import { rectified } from './flow.ts';
import { gemm, matMul } from './matrix-operators.ts';
import type { GraphValue, NodeCall } from './node-call.ts';
import { batchNormalization, elementwise, scaler } from './scaling-operators.ts';
import { flatten, reshape, squeeze, transpose, unsqueeze } from './shape-operators.ts';
import { isFloatType } from './tensor.ts';

/** What an operator makes of its inputs. */
export type Operator = (call: NodeCall) => GraphValue;

const OPERATORS: Readonly<Record<string, Operator>> = {
  Gemm: gemm,
  MatMul: matMul,
  Add: elementwise({
    constants: (a, b) => a + b,
    scale: () => 1,
    shift: (constant) => constant,
  }),
  Sub: elementwise({
    constants: (a, b) => a - b,
    scale: (_, isFlowFirst) => (isFlowFirst ? 1 : -1),
    shift: (constant, isFlowFirst) => (isFlowFirst ? -constant : constant),
  }),
  Mul: elementwise({
    constants: (a, b) => a * b,
    scale: (constant) => constant,
    shift: () => 0,
  }),
  Div: elementwise({
    constants: (a, b) => a / b,
    scale: (constant, isFlowFirst) => (isFlowFirst ? 1 / constant : NaN),
    shift: () => 0,
  }),
  BatchNormalization: batchNormalization,
  Relu: relu,
  Clip: clip,
  Softmax: softmax,
  LogSoftmax: softmax,
  Identity: (call) => call.input(0),
  Dropout: dropout,
  Cast: cast,
  Flatten: flatten,
  Reshape: reshape,
  Squeeze: squeeze,
  Unsqueeze: unsqueeze,
  Transpose: transpose,
  Constant: constantNode,
  Shape: shapeNode,
  Gather: gatherNode,
  Slice: sliceNode,
  Concat: concatNode,
  Sqrt: (call) => {
    const root = call.constant(0);
    return combined(call, root, root, (value) => Math.sqrt(value));
  },
};

/** Of scikit-learn's exporter. */
const ML_OPERATORS: Readonly<Record<string, Operator>> = {
  Scaler: scaler,
  // Gives each probability its label.
  ZipMap: (call) => call.input(0),
};

/**
 * The operator of a node.
 * @throws FormatError that names the node for one that no perceptron has
 */
export function operatorOf(call: NodeCall): Operator {
  const { operator, domain, place } = call.node;
  const table = domain === '' ? OPERATORS : domain === 'ai.onnx.ml' ? ML_OPERATORS : {};
  const found = Object.hasOwn(table, operator) ? table[operator] : undefined;
  if (found) return found;
  const expected = 'an operator of a multi-layer perceptron with ReLU (Gemm, MatMul, Add, Relu, …)';
  throw new FormatError(call.file, place, expected, 'another one');
}

function relu(call: NodeCall): GraphValue {
  const flow = rectified(call.flow());
  if (flow) return flow;
  throw call.error('a dense layer before it', 'none: its input is no layer’s sum');
}

/** Clip from 0 upwards is ReLU. */
function clip(call: NodeCall): GraphValue {
  const bound = (name: string, index: number): number | undefined =>
    call.floatAttribute(name) ??
    (call.hasInput(index) ? call.constant(index).values[0] : undefined);
  const [min = -Infinity, max = Infinity] = [bound('min', 1), bound('max', 2)];
  // Exporters write the largest float32 for "no limit".
  if (min === 0 && max > 3e38) return relu(call);
  throw call.error('the limits of ReLU, 0 and none', `${min} and ${max}`);
}

/** The logits are what goes into it; log-softmax moves all of them alike. */
function softmax(call: NodeCall): GraphValue {
  const flow = call.flow();
  const { shape } = flow;
  const isOld = call.opset < 13;
  const axis = call.axis(call.integerAttribute('axis') ?? (isOld ? 1 : -1), shape.length);
  // Before version 13 it took all axes from there on as one.
  const over = isOld ? shape.slice(axis).reduce((a, b) => a * b, 1) : (shape[axis] ?? 0);
  const classes = shape.at(-1) ?? 0;
  if (over !== classes) throw call.error(`all ${classes} outputs together`, `axis ${axis}`);
  return { ...flow, hasEnded: true };
}

function dropout(call: NodeCall): GraphValue {
  const isTraining = call.hasInput(2) && call.constant(2).values[0] !== 0;
  if (isTraining) throw call.error('a network that has been trained', 'training_mode 1');
  return call.input(0);
}

/** Between floating-point types; of constants, between any. */
function cast(call: NodeCall): GraphValue {
  const value = call.input(0);
  const to = call.integerAttribute('to') ?? 0;
  if (value.kind === 'constant' || isFloatType(to)) return value;
  throw call.error('a floating-point type', `data type ${to}, which would round`);
}
