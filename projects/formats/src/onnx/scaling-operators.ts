import { combined } from './constant-operators.ts';
import { featuresOf, scaled, type Flow } from './flow.ts';
import type { GraphValue, NodeCall } from './node-call.ts';
import { broadcast } from './shapes.ts';
import type { Tensor } from './tensor.ts';

/** What an operator does with a constant. */
interface Arithmetic {
  readonly constants: (a: number, b: number) => number;
  /** What values computed from the image are multiplied with, and what is added then. */
  readonly scale: (constant: number, isFlowFirst: boolean) => number;
  readonly shift: (constant: number, isFlowFirst: boolean) => number;
}

/** Add, Sub, Mul and Div with a constant. */
export function elementwise({ constants, scale, shift }: Arithmetic) {
  return (call: NodeCall): GraphValue => {
    const [a, b] = [call.input(0), call.input(1)];
    if (a.kind === 'constant' && b.kind === 'constant') return combined(call, a, b, constants);
    const { flow, constant, isFlowFirst } = call.flowAndConstant();
    const values = spread(call, flow, constant);
    const scales = values.map((value) => scale(value, isFlowFirst));
    if (!scales.every(Number.isFinite)) {
      throw call.error('a division by constants that are not 0', 'another division');
    }
    return applied(
      call,
      flow,
      scales,
      values.map((value) => shift(value, isFlowFirst)),
    );
  };
}

/** `(x - mean) / sqrt(var + epsilon) * scale + bias`, for each channel: axis 1. */
export function batchNormalization(call: NodeCall): GraphValue {
  const flow = call.flow();
  if ((call.integerAttribute('training_mode') ?? 0) !== 0) {
    throw call.error('a network that has been trained', 'training_mode 1');
  }
  const channels = flow.shape[1] ?? 0;
  const rest = flow.shape.slice(2).map(() => 1);
  const [scale, bias, mean, variance] = [1, 2, 3, 4].map((index) => {
    const { shape, values } = call.constant(index);
    if (values.length !== channels) {
      throw call.error(`${channels} values as input ${index + 1}`, `shape [${shape.join(', ')}]`);
    }
    return spread(call, flow, { shape: [channels, ...rest], values });
  });
  // Its default in the specification, as a float32 has it or not: files say it nearly always.
  const epsilon = call.floatAttribute('epsilon') ?? 1e-5;
  const factors = (scale ?? new Float64Array()).map((factor, i) => {
    const root = Math.sqrt((variance?.[i] ?? NaN) + epsilon);
    if (root > 0) return factor / root;
    throw call.error('variances of at least 0', `${variance?.[i] ?? NaN}`);
  });
  const shifts = factors.map((factor, i) => (bias?.[i] ?? NaN) - (mean?.[i] ?? NaN) * factor);
  return applied(call, flow, factors, shifts);
}

/** scikit-learn's: `(x - offset) * scale`. */
export function scaler(call: NodeCall): GraphValue {
  const flow = call.flow();
  const values = (name: string, fallback: number): Float64Array => {
    const list = call.floatsAttribute(name) ?? Float32Array.of(fallback);
    return spread(call, flow, { shape: [list.length], values: list });
  };
  const [offset, scale] = [values('offset', 0), values('scale', 1)];
  return applied(
    call,
    flow,
    scale,
    offset.map((value, i) => -value * (scale[i] ?? NaN)),
  );
}

function spread(call: NodeCall, flow: Flow, constant: Tensor): Float64Array {
  const values = broadcast(constant, flow.shape);
  if (values) return values;
  const expected = `a constant for ${featuresOf(flow.shape)} values`;
  throw call.error(expected, `shape [${constant.shape.join(', ')}]`);
}

function applied(call: NodeCall, flow: Flow, scale: Float64Array, shift: Float64Array): Flow {
  if (flow.hasEnded) throw call.error('nothing that computes after softmax', 'it');
  return scaled(flow, scale, shift);
}
