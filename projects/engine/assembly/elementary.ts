// JavaScript engines differ in the last bits of these; compiled from musl's algorithms by
// AssemblyScript's library, they give the same bits everywhere.

export function exp(x: f64): f64 {
  return NativeMath.exp(x);
}

export function log(x: f64): f64 {
  return NativeMath.log(x);
}

export function cos(x: f64): f64 {
  return NativeMath.cos(x);
}
