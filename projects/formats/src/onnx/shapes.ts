import { BATCH, featuresOf } from './flow.ts';
import type { Numbers, Tensor } from './tensor.ts';

/**
 * The shape that Reshape gives values computed from an image, with `BATCH` first where the batch is.
 * @param from the shape before
 * @param batch the declared size of the batch, NaN for any
 * @param target sizes as the node says them: -1 for what is left, 0 for the size before, NaN for the batch
 * @returns undefined where batch and image would mix
 */
export function reshaped(
  from: readonly number[],
  batch: number,
  target: readonly number[],
): number[] | undefined {
  const features = featuresOf(from);
  const sizes = target.map((size, axis) => (size === 0 ? (from[axis] ?? -2) : size));
  const open = sizes.indexOf(-1);
  if (sizes.some((size) => size < -1) || sizes.lastIndexOf(-1) !== open) return undefined;
  if (sizes.slice(1).some(Number.isNaN)) return undefined;
  const known = sizes.reduce((product, size) => (size > 0 ? product * size : product), 1);
  const fill = (missing: number, rest = sizes): number[] | undefined => {
    const filled = rest.map((size) => (size === -1 ? missing : size));
    return Number.isInteger(missing) && featuresOf(filled) === features ? filled : undefined;
  };
  if (!Number.isNaN(from[0]) || Number.isNaN(sizes[0])) return fill(features / known);
  // The batch is not named, so that it is what is left, or the first size.
  if (open === 0 && known === features) return [BATCH, ...sizes.slice(1)];
  const [first = 0] = sizes;
  const behind = fill(features / (known / first), [BATCH, ...sizes.slice(1)]);
  if (behind && (first === batch || Number.isNaN(batch))) return behind;
  return batch === 1 ? fill(features / known) : undefined;
}

/**
 * A constant's values, one for each of the numbers that an image has become.
 * @param shape of the flow
 * @returns undefined where the constant would make it larger or depends on the place in a batch
 */
export function broadcast(constant: Tensor, shape: readonly number[]): Float64Array | undefined {
  const { values } = constant;
  const extra = constant.shape.length - shape.length;
  if (extra > 0 && constant.shape.slice(0, extra).some((size) => size !== 1)) return undefined;
  const sizes = constant.shape.slice(Math.max(0, extra));
  const padded = [...new Array<number>(Math.max(0, -extra)).fill(1), ...sizes];
  if (padded.some((size, axis) => size !== 1 && size !== shape[axis])) return undefined;
  const target = shape.map((size) => (Number.isNaN(size) ? 1 : size));
  const result = new Float64Array(featuresOf(shape));
  for (let i = 0; i < result.length; i++) {
    let [rest, stride, from] = [i, 1, 0];
    for (let axis = target.length - 1; axis >= 0; axis--) {
      const size = target[axis] ?? 1;
      if (padded[axis] !== 1) from += (rest % size) * stride;
      stride *= padded[axis] ?? 1;
      rest = Math.floor(rest / size);
    }
    result[i] = values[from] ?? NaN;
  }
  return result;
}

/** For each value of a permuted array, row-major, which it was before. */
export function permutation(shape: readonly number[], axes: readonly number[]): Uint32Array {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1));
  const sizes = axes.map((axis) => shape[axis] ?? 1);
  const count = shape.reduce((product, size) => product * size, 1);
  return Uint32Array.from({ length: count }, (_, i) => {
    let [rest, from] = [i, 0];
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      const size = sizes[axis] ?? 1;
      from += (rest % size) * (strides[axes[axis] ?? 0] ?? 0);
      rest = Math.floor(rest / size);
    }
    return from;
  });
}

/** A constant with its axes in another order. */
export function transposed({ shape, values }: Tensor, axes: readonly number[]): Tensor {
  const order = permutation(shape, axes);
  const result: Numbers =
    values instanceof Float32Array
      ? new Float32Array(order.length)
      : new Float64Array(order.length);
  for (let i = 0; i < order.length; i++) result[i] = values[order[i] ?? 0] ?? NaN;
  return { shape: axes.map((axis) => shape[axis] ?? 1), values: result };
}
