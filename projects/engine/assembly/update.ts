import { sumRows } from './backward';
import { CHUNKS, chunkStart, ENTRY_SHIFT, Layer, Step } from './layout';

/**
 * Moments smaller than this become zero: inputs that are always blank would leave denormals in them,
 * and arithmetic on denormals is up to a hundred times slower. It is far below what can move a
 * weight, since epsilon is added to the root of the second moment.
 */
const SMALLEST_MOMENT: f32 = 1e-30;

// Constants of the step at hand, a copy in every lane.
let beta1: v128 = i64x2.splat(0);
let oneMinusBeta1: v128 = i64x2.splat(0);
let beta2: v128 = i64x2.splat(0);
let oneMinusBeta2: v128 = i64x2.splat(0);
let epsilon: v128 = i64x2.splat(0);
let stepSize: v128 = i64x2.splat(0);
let rootCorrection: v128 = i64x2.splat(0);
let decay: v128 = i64x2.splat(0);

function use(settings: Step, decayOfStep: f32): void {
  beta1 = f32x4.splat(settings.beta1);
  oneMinusBeta1 = f32x4.splat(1 - settings.beta1);
  beta2 = f32x4.splat(settings.beta2);
  oneMinusBeta2 = f32x4.splat(1 - settings.beta2);
  epsilon = f32x4.splat(settings.epsilon);
  stepSize = f32x4.splat(settings.stepSize);
  rootCorrection = f32x4.splat(settings.rootCorrection);
  decay = f32x4.splat(decayOfStep);
}

/**
 * An optimizer's step of one vector; stores moments and weights and returns the weights. It is Adam's, which
 * src/optimizer.ts turns into that of other kinds by its constants.
 */
// @ts-ignore: AssemblyScript's decorator
@inline
function step(gradient: v128, weight: usize, first: usize, second: usize): v128 {
  const smallest = f32x4.splat(SMALLEST_MOMENT);
  let m = f32x4.add(f32x4.mul(beta1, v128.load(first)), f32x4.mul(oneMinusBeta1, gradient));
  m = v128.and(m, f32x4.ge(f32x4.abs(m), smallest));
  const square = f32x4.mul(gradient, gradient);
  let v = f32x4.add(f32x4.mul(beta2, v128.load(second)), f32x4.mul(oneMinusBeta2, square));
  v = v128.and(v, f32x4.ge(v, smallest));
  v128.store(first, m);
  v128.store(second, v);
  const denominator = f32x4.add(f32x4.mul(f32x4.sqrt(v), rootCorrection), epsilon);
  const decayed = f32x4.mul(decay, v128.load(weight));
  const w = f32x4.sub(decayed, f32x4.div(f32x4.mul(stepSize, m), denominator));
  v128.store(weight, w);
  return w;
}

/** The step of the biases, whose gradient is the sum of the deltas; they do not decay. */
export function updateBias(layer: Layer, settings: Step, deltaSum: usize): void {
  use(settings, 1);
  for (let column: u32 = 0; column < layer.width << 2; column += 16) {
    const gradient = v128.load(deltaSum + column);
    step(gradient, layer.bias + column, layer.biasFirst + column, layer.biasSecond + column);
  }
}

/** Sums the weights of each chunk of inputs, as `updateWeights` does on its way. */
export function sumWeights(layer: Layer): void {
  const rowFloats = layer.width;
  for (let chunk: u32 = 0; chunk < CHUNKS; chunk++) {
    const first = chunkStart(layer, chunk);
    const rows = layer.weights + ((first * rowFloats) << 2);
    const total = layer.weightSums + ((chunk * rowFloats) << 2);
    sumRows(rows, chunkStart(layer, chunk + 1) - first, rowFloats, total);
  }
}

/** Bias plus shift times the sum of all weights, from the sums of the chunks. */
export function foldBias(layer: Layer): void {
  const shift = f32x4.splat(layer.shift);
  const width = layer.width;
  sumRows(layer.weightSums, CHUNKS, width, layer.foldedBias);
  for (let column: u32 = 0; column < width << 2; column += 16) {
    const part = f32x4.mul(shift, v128.load(layer.foldedBias + column));
    v128.store(layer.foldedBias + column, f32x4.add(v128.load(layer.bias + column), part));
  }
}

/**
 * The step of the weights of a chunk of inputs, the gradient made on the way: for each input the sum of
 * value times delta over the images where it is not zero, plus the shift times the sum of all deltas.
 * The sum of the new weights goes to the chunk's row of the layer's weight sums.
 */
export function updateWeights(layer: Layer, settings: Step, deltaSum: usize, chunk: u32): void {
  use(settings, settings.decay);
  const shifts = f32x4.splat(layer.shift);
  const rowBytes = layer.width << 2;
  const deltas = layer.deltas;
  const weights = layer.weights;
  const firstMoments = layer.weightFirst;
  const secondMoments = layer.weightSecond;
  const weightSum = layer.weightSums + chunk * rowBytes;
  memory.fill(weightSum, 0, rowBytes);
  const last = chunkStart(layer, chunk + 1);
  for (let input = chunkStart(layer, chunk); input < last; input++) {
    const list = layer.columns + ((input * layer.columnStride) << ENTRY_SHIFT);
    const end = list + (load<u32>(layer.columnCounts + (input << 2)) << ENTRY_SHIFT);
    const offset = input * rowBytes;
    let column: u32 = 0;
    for (; column + 128 <= rowBytes; column += 128) {
      const d = deltaSum + column;
      let g0 = f32x4.mul(shifts, v128.load(d, 0));
      let g1 = f32x4.mul(shifts, v128.load(d, 16));
      let g2 = f32x4.mul(shifts, v128.load(d, 32));
      let g3 = f32x4.mul(shifts, v128.load(d, 48));
      let g4 = f32x4.mul(shifts, v128.load(d, 64));
      let g5 = f32x4.mul(shifts, v128.load(d, 80));
      let g6 = f32x4.mul(shifts, v128.load(d, 96));
      let g7 = f32x4.mul(shifts, v128.load(d, 112));
      const base = deltas + column;
      for (let entry = list; entry < end; entry += 8) {
        const row = base + load<u32>(entry) * rowBytes;
        const value = v128.load_splat<f32>(entry, 4);
        g0 = f32x4.add(g0, f32x4.mul(value, v128.load(row, 0)));
        g1 = f32x4.add(g1, f32x4.mul(value, v128.load(row, 16)));
        g2 = f32x4.add(g2, f32x4.mul(value, v128.load(row, 32)));
        g3 = f32x4.add(g3, f32x4.mul(value, v128.load(row, 48)));
        g4 = f32x4.add(g4, f32x4.mul(value, v128.load(row, 64)));
        g5 = f32x4.add(g5, f32x4.mul(value, v128.load(row, 80)));
        g6 = f32x4.add(g6, f32x4.mul(value, v128.load(row, 96)));
        g7 = f32x4.add(g7, f32x4.mul(value, v128.load(row, 112)));
      }
      const w = weights + offset + column;
      const m = firstMoments + offset + column;
      const v = secondMoments + offset + column;
      const s = weightSum + column;
      v128.store(s, f32x4.add(v128.load(s, 0), step(g0, w, m, v)), 0);
      v128.store(s, f32x4.add(v128.load(s, 16), step(g1, w + 16, m + 16, v + 16)), 16);
      v128.store(s, f32x4.add(v128.load(s, 32), step(g2, w + 32, m + 32, v + 32)), 32);
      v128.store(s, f32x4.add(v128.load(s, 48), step(g3, w + 48, m + 48, v + 48)), 48);
      v128.store(s, f32x4.add(v128.load(s, 64), step(g4, w + 64, m + 64, v + 64)), 64);
      v128.store(s, f32x4.add(v128.load(s, 80), step(g5, w + 80, m + 80, v + 80)), 80);
      v128.store(s, f32x4.add(v128.load(s, 96), step(g6, w + 96, m + 96, v + 96)), 96);
      v128.store(s, f32x4.add(v128.load(s, 112), step(g7, w + 112, m + 112, v + 112)), 112);
    }
    for (; column < rowBytes; column += 16) {
      let gradient = f32x4.mul(shifts, v128.load(deltaSum + column));
      const base = deltas + column;
      for (let entry = list; entry < end; entry += 8) {
        const row = base + load<u32>(entry) * rowBytes;
        gradient = f32x4.add(gradient, f32x4.mul(v128.load_splat<f32>(entry, 4), v128.load(row)));
      }
      const at = offset + column;
      const s = weightSum + column;
      const w = step(gradient, weights + at, firstMoments + at, secondMoments + at);
      v128.store(s, f32x4.add(v128.load(s), w));
    }
  }
}

/** Moves the averages of a chunk's weights, where there are any, towards the weights by this share. */
export function averageWeights(layer: Layer, settings: Step, chunk: u32): void {
  const averages = layer.weightAverages;
  if (averages == 0) return;
  const rowBytes = layer.width << 2;
  const from = chunkStart(layer, chunk) * rowBytes;
  const bytes = chunkStart(layer, chunk + 1) * rowBytes - from;
  average(averages + from, layer.weights + from, bytes, settings.averagingShare);
}

/** Moves the averages of the biases, where there are any, towards the biases by this share. */
export function averageBias(layer: Layer, settings: Step): void {
  const averages = layer.biasAverages;
  if (averages == 0) return;
  average(averages, layer.bias, layer.width << 2, settings.averagingShare);
}

function average(target: usize, values: usize, bytes: u32, share: f32): void {
  const shares = f32x4.splat(share);
  for (let offset: u32 = 0; offset < bytes; offset += 16) {
    const old = v128.load(target + offset);
    const difference = f32x4.sub(v128.load(values + offset), old);
    v128.store(target + offset, f32x4.add(old, f32x4.mul(shares, difference)));
  }
}
