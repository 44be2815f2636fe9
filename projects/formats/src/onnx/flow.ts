import { type Activation } from '#model';
import type { Numbers } from './tensor.ts';

/** The size of the batch in a shape: whatever it is. */
export const BATCH = NaN;

/** A dense layer. */
interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  /** Row-major `[out][in]`. */
  readonly weights: Numbers;
  readonly biases: Float64Array;
}

/** A dense layer to which nothing can be added. */
export interface ClosedLayer extends Layer {
  readonly activation: Activation;
}

/**
 * A dense layer whose outputs may still be scaled and put in another order. The weights wait for that until the layer
 * is closed: a thousand nodes that scale do not make a thousand copies of them.
 */
export interface DenseStage extends Layer {
  /** Factor of each row of the weights, `[out]`; the biases have it. */
  readonly scale: Float64Array;
  /** Which row of the weights each output is. */
  readonly rows: Uint32Array;
}

/** What comes in is put in another order, multiplied and shifted, each number by itself. */
export interface Scaling {
  /** Which of the numbers before each one was. */
  readonly order: Uint32Array;
  readonly scale: Float64Array;
  readonly shift: Float64Array;
}

/** How the image goes in: `(pixel - mean) / std`. */
export interface InputScale {
  readonly mean: number;
  readonly std: number;
}

/** What has been computed from the image so far: layers, and what has not become one yet. */
export interface Flow {
  readonly kind: 'flow';
  /** With `BATCH` first where there is a batch. */
  readonly shape: readonly number[];
  /** Declared size of the batch, NaN for any. */
  readonly batch: number;
  readonly layers: readonly ClosedLayer[];
  /** A dense layer without its activation, or a scaling that goes into the next one. */
  readonly open: { readonly dense: DenseStage } | { readonly scaling: Scaling };
  readonly input: InputScale | undefined;
  /** After softmax nothing that counts may follow. */
  readonly hasEnded: boolean;
}

/** Number of values that an image has become: all of the shape but the batch. */
export function featuresOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => (Number.isNaN(size) ? product : product * size), 1);
}

/** A scaling that changes nothing. */
export function unchanged(size: number): Scaling {
  return {
    order: Uint32Array.from({ length: size }, (_, i) => i),
    scale: new Float64Array(size).fill(1),
    shift: new Float64Array(size),
  };
}

/** `flow * scale + shift`, number by number, in float64. */
export function scaled(flow: Flow, scale: Float64Array, shift: Float64Array): Flow {
  if ('dense' in flow.open) {
    const { dense } = flow.open;
    const factors = dense.scale.map((factor, out) => factor * at(scale, out));
    const biases = dense.biases.map((bias, out) => bias * at(scale, out) + at(shift, out));
    return { ...flow, open: { dense: { ...dense, scale: factors, biases } } };
  }
  const before = flow.open.scaling;
  return {
    ...flow,
    open: {
      scaling: {
        order: before.order,
        scale: before.scale.map((factor, i) => factor * at(scale, i)),
        shift: before.shift.map((value, i) => value * at(scale, i) + at(shift, i)),
      },
    },
  };
}

/** Puts the numbers in another order: the new one at `i` is the old one at `order[i]`. */
export function reordered(flow: Flow, order: Uint32Array): Flow {
  if ('dense' in flow.open) {
    const { dense } = flow.open;
    const rows = order.map((from) => dense.rows[from] ?? 0);
    const scale = Float64Array.from(order, (from) => at(dense.scale, from));
    const biases = Float64Array.from(order, (from) => at(dense.biases, from));
    return { ...flow, open: { dense: { ...dense, rows, scale, biases } } };
  }
  const before = flow.open.scaling;
  const open = {
    scaling: {
      order: order.map((from) => before.order[from] ?? 0),
      scale: Float64Array.from(order, (from) => at(before.scale, from)),
      shift: Float64Array.from(order, (from) => at(before.shift, from)),
    },
  };
  return { ...flow, open };
}

/**
 * Multiplies with a matrix. A dense layer that is still open becomes one without an activation; a scaling is folded
 * into the weights, but for one that treats all pixels alike, which is the network's normalization.
 * @param weights row-major `[out][in]`
 */
export function multiplied(flow: Flow, weights: Numbers, outputs: number): Flow {
  const inputs = featuresOf(flow.shape);
  const shape = [...flow.shape.slice(0, -1), outputs];
  if ('dense' in flow.open) {
    const layers = [...flow.layers, closed(flow.open.dense, 'linear')];
    const biases = new Float64Array(outputs);
    return { ...flow, shape, layers, open: { dense: stage({ inputs, outputs, weights, biases }) } };
  }
  const { scaling } = flow.open;
  const ordered = inOrder(weights, scaling.order);
  const plain = { inputs, outputs, weights: ordered, biases: new Float64Array(outputs) };
  if (flow.layers.length > 0) {
    const dense = isUnchanged(scaling) ? plain : folded(ordered, scaling, outputs);
    return { ...flow, shape, open: { dense: stage(dense) } };
  }
  const input = inputScale(scaling);
  if (input) return { ...flow, shape, input, open: { dense: stage(plain) } };
  const mean = paperOf(scaling);
  // `s x + t = s (x - mean) + (s mean + t)`
  const shift = scaling.shift.map((value, i) => value + mean * at(scaling.scale, i));
  const dense = folded(ordered, { ...scaling, shift }, outputs);
  return { ...flow, shape, input: { mean, std: 1 }, open: { dense: stage(dense) } };
}

/** What is left below 0 becomes 0; undefined where that cannot be part of a layer. */
export function rectified(flow: Flow): Flow | undefined {
  if ('dense' in flow.open) {
    const layers = [...flow.layers, closed(flow.open.dense, 'relu')];
    return { ...flow, layers, open: { scaling: unchanged(flow.open.dense.outputs) } };
  }
  // Twice is once.
  const isRectified = flow.layers.length > 0 && isUnchanged(flow.open.scaling);
  return isRectified ? flow : undefined;
}

/** The layers, with the last one closed; undefined where something comes behind it that is none. */
export function finished({ layers, open }: Flow): readonly ClosedLayer[] | undefined {
  if ('dense' in open) return [...layers, closed(open.dense, 'linear')];
  return layers.length > 0 && isUnchanged(open.scaling) ? layers : undefined;
}

function stage(layer: Layer): DenseStage {
  const rows = Uint32Array.from({ length: layer.outputs }, (_, out) => out);
  return { ...layer, scale: new Float64Array(layer.outputs).fill(1), rows };
}

/** With what was to happen to its outputs done to its weights. */
function closed(
  { inputs, outputs, weights, biases, scale, rows }: DenseStage,
  activation: Activation,
): ClosedLayer {
  const isAsItWas = rows.every((from, to) => from === to && scale[to] === 1);
  if (isAsItWas) return { inputs, outputs, weights, biases, activation };
  const result = new Float64Array(weights.length);
  rows.forEach((from, to) => {
    for (let i = 0; i < inputs; i++) {
      result[to * inputs + i] = at(weights, from * inputs + i) * at(scale, to);
    }
  });
  return { inputs, outputs, weights: result, biases, activation };
}

function isUnchanged({ order, scale, shift }: Scaling): boolean {
  return order.every((from, to) => from === to && scale[to] === 1 && shift[to] === 0);
}

/** Far beyond any real network: what a manifest may say, too. */
const LARGEST_INPUT = 1e6;

function inputScale({ scale, shift }: Scaling): InputScale | undefined {
  const [factor = 1, offset = 0] = [scale[0], shift[0]];
  if (!scale.every((one) => one === factor) || !shift.every((one) => one === offset))
    return undefined;
  const [mean, std] = [offset === 0 ? 0 : -offset / factor, 1 / factor];
  const isSayable = std > 0 && std < Infinity && Math.max(Math.abs(mean), 1) / std <= LARGEST_INPUT;
  return isSayable ? { mean, std } : undefined;
}

/**
 * What most pixels have to be to become 0. Where batch normalization multiplies pixels that are always paper by
 * hundreds, float32 weights are only as good as what they are multiplied with is small: so paper has to be 0.
 */
function paperOf({ scale, shift }: Scaling): number {
  const zeros = scale
    .map((factor, i) => -at(shift, i) / factor)
    .filter(Number.isFinite)
    .sort();
  const median = zeros[zeros.length >>> 1] ?? 0;
  return Math.abs(median) <= LARGEST_INPUT ? median + 0 : 0;
}

/** Weights for inputs in the order that they had before. */
function inOrder(weights: Numbers, order: Uint32Array): Numbers {
  if (order.every((from, to) => from === to)) return weights;
  const inputs = order.length;
  const result = new Float64Array(weights.length);
  for (let row = 0; row < weights.length; row += inputs) {
    order.forEach((from, to) => (result[row + from] = at(weights, row + to)));
  }
  return result;
}

/** `W (s x + t) = (W s) x + W t`; the scaling is in the order of the numbers, the weights in that of the inputs. */
function folded(weights: Numbers, { order, scale, shift }: Scaling, outputs: number): Layer {
  const inputs = order.length;
  const [scales, shifts] = [new Float64Array(inputs), new Float64Array(inputs)];
  order.forEach((from, to) => {
    scales[from] = at(scale, to);
    shifts[from] = at(shift, to);
  });
  const result = new Float64Array(weights.length);
  const biases = new Float64Array(outputs);
  for (let out = 0; out < outputs; out++) {
    let bias = 0;
    for (let i = 0; i < inputs; i++) {
      const weight = at(weights, out * inputs + i);
      result[out * inputs + i] = weight * at(scales, i);
      bias += weight * at(shifts, i);
    }
    biases[out] = bias;
  }
  return { inputs, outputs, weights: result, biases };
}

function at(values: Numbers, index: number): number {
  return values[index] ?? NaN;
}
