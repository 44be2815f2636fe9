// The arithmetic peak of one core for the instructions that the engine uses: 4-lane multiply and
// add, twelve independent chains, so that latency hides. AssemblyScript.

/** Runs `iterations` rounds of 12 multiplies and 12 additions of four floats each. */
export function peak(iterations: i32, scale: f32, shift: f32): f32 {
  // Arguments, not literals: V8 loads a literal vector again in every round.
  const factor = f32x4.splat(scale);
  const term = f32x4.splat(shift);
  let a0 = f32x4.splat(1.0);
  let a1 = f32x4.splat(1.1);
  let a2 = f32x4.splat(1.2);
  let a3 = f32x4.splat(1.3);
  let a4 = f32x4.splat(1.4);
  let a5 = f32x4.splat(1.5);
  let a6 = f32x4.splat(1.6);
  let a7 = f32x4.splat(1.7);
  let a8 = f32x4.splat(1.8);
  let a9 = f32x4.splat(1.9);
  let a10 = f32x4.splat(2.0);
  let a11 = f32x4.splat(2.1);
  for (let i = 0; i < iterations; i++) {
    a0 = f32x4.add(f32x4.mul(a0, factor), term);
    a1 = f32x4.add(f32x4.mul(a1, factor), term);
    a2 = f32x4.add(f32x4.mul(a2, factor), term);
    a3 = f32x4.add(f32x4.mul(a3, factor), term);
    a4 = f32x4.add(f32x4.mul(a4, factor), term);
    a5 = f32x4.add(f32x4.mul(a5, factor), term);
    a6 = f32x4.add(f32x4.mul(a6, factor), term);
    a7 = f32x4.add(f32x4.mul(a7, factor), term);
    a8 = f32x4.add(f32x4.mul(a8, factor), term);
    a9 = f32x4.add(f32x4.mul(a9, factor), term);
    a10 = f32x4.add(f32x4.mul(a10, factor), term);
    a11 = f32x4.add(f32x4.mul(a11, factor), term);
  }
  const low = f32x4.add(f32x4.add(f32x4.add(a0, a1), f32x4.add(a2, a3)), f32x4.add(a4, a5));
  const high = f32x4.add(f32x4.add(f32x4.add(a6, a7), f32x4.add(a8, a9)), f32x4.add(a10, a11));
  return f32x4.extract_lane(f32x4.add(low, high), 0);
}
