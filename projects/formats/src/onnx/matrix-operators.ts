import { NETWORK_LIMITS } from '#model';
import { featuresOf, multiplied, scaled, type Flow } from './flow.ts';
import type { GraphValue, NodeCall } from './node-call.ts';
import { broadcast, transposed } from './shapes.ts';
import type { Tensor } from './tensor.ts';

/** MatMul of what comes from the image with weights `[in, out]`. */
export function matMul(call: NodeCall): GraphValue {
  const weights = call.constant(1, 'constant weights');
  return product(call, call.flow(), transposedMatrix(call, weights));
}

/** Gemm: `alpha * x * W + beta * c`, where W is `[in, out]`, or `[out, in]` with transB. */
export function gemm(call: NodeCall): GraphValue {
  const weights = call.constant(1, 'constant weights');
  if ((call.integerAttribute('transA') ?? 0) !== 0) throw call.error('transA 0', 'transA 1');
  const isOutIn = (call.integerAttribute('transB') ?? 0) !== 0;
  const matrix = isOutIn ? checkedMatrix(call, weights) : transposedMatrix(call, weights);
  const flow = product(call, call.flow(), matrix);
  const [alpha, beta] = [call.floatAttribute('alpha') ?? 1, call.floatAttribute('beta') ?? 1];
  const outputs = featuresOf(flow.shape);
  const biases = call.hasInput(2)
    ? broadcast(call.constant(2), flow.shape)
    : new Float64Array(outputs);
  if (!biases) {
    const found = `shape [${call.constant(2).shape.join(', ')}]`;
    throw call.error(`${outputs} biases as input 3`, found);
  }
  if (alpha === 1 && beta === 1 && !call.hasInput(2)) return flow;
  const factors = new Float64Array(outputs).fill(alpha);
  return scaled(
    flow,
    factors,
    biases.map((bias) => bias * beta),
  );
}

/** @param weights `[out, in]` */
function product(call: NodeCall, flow: Flow, { shape, values }: Tensor): Flow {
  const [outputs = 0, inputs = 0] = shape;
  if (flow.hasEnded) throw call.error('nothing that computes after softmax', 'it');
  const features = featuresOf(flow.shape);
  // A matrix multiplies the last axis alone.
  if (flow.shape.at(-1) !== features || inputs !== features) {
    const now = flow.shape.map((size) => (Number.isNaN(size) ? 'batch' : String(size))).join(', ');
    throw call.error(
      `weights for all ${features} values of shape [${now}] at once`,
      `${inputs} rows`,
    );
  }
  const { neuronsPerLayer: most, hiddenLayers } = NETWORK_LIMITS;
  const before = flow.layers.length + ('dense' in flow.open ? 1 : 0);
  if (before > hiddenLayers) throw call.error(`at most ${hiddenLayers} hidden layers`, `${before}`);
  if (outputs < 1 || outputs > most) throw call.error(`1 to ${most} neurons`, `${outputs}`);
  return multiplied(flow, values, outputs);
}

function transposedMatrix(call: NodeCall, weights: Tensor): Tensor {
  return transposed(checkedMatrix(call, weights), [1, 0]);
}

function checkedMatrix(call: NodeCall, weights: Tensor): Tensor {
  if (weights.shape.length === 2) return weights;
  throw call.error('a matrix of weights', `shape [${weights.shape.join(', ')}]`);
}
