// splitmix32, as in the model's random.ts: a stream of its own for each image of the run.

const GOLDEN: u32 = 0x9e3779b9;
/** 2^-24: the upper bits of a word fill a float32's significand. */
const UNIT: f32 = 5.9604644775390625e-8;

let state: u32 = 0;

/** Starts the stream of a draw of the run. */
export function startStream(seed: u32, draw: u32): void {
  state = seed;
  state = next() ^ draw;
  state = next();
}

function next(): u32 {
  state += GOLDEN;
  let z = state;
  z = (z ^ (z >>> 16)) * 0x21f0aaad;
  z = (z ^ (z >>> 15)) * 0x735a2d97;
  return z ^ (z >>> 15);
}

/** Uniform in [0, 1). */
export function unit(): f32 {
  return <f32>(next() >>> 8) * UNIT;
}

/** Uniform in [-limit, limit). */
export function within(limit: f32): f32 {
  return (<f32>2 * unit() - 1) * limit;
}

/** The next four that `within` would give. */
// @ts-ignore: AssemblyScript's decorator
@inline
export function fourWithin(limit: f32): v128 {
  const states = i32x4.add(
    i32x4.splat(state),
    i32x4.mul(i32x4(1, 2, 3, 4), i32x4.splat(<i32>GOLDEN)),
  );
  state += 4 * GOLDEN;
  let z = i32x4.mul(v128.xor(states, i32x4.shr_u(states, 16)), i32x4.splat(0x21f0aaad));
  z = i32x4.mul(v128.xor(z, i32x4.shr_u(z, 15)), i32x4.splat(0x735a2d97));
  z = i32x4.shr_u(v128.xor(z, i32x4.shr_u(z, 15)), 8);
  // The same operations as one number's, so that the rounding is the same.
  const units = f32x4.mul(f32x4.convert_i32x4_s(z), f32x4.splat(UNIT));
  const centred = f32x4.sub(f32x4.mul(f32x4.splat(2), units), f32x4.splat(1));
  return f32x4.mul(centred, f32x4.splat(limit));
}
