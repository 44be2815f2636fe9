// Vectors of pixels, as the files beside this one use them to draw images.

/** A bit for each byte that is not zero. */
// @ts-ignore: AssemblyScript's decorator
@inline
export function inkedMask(bytes: v128): u32 {
  return <u32>(i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(0))) ^ 0xffff);
}

/** The first eight bytes of two vectors, by turns. */
// @ts-ignore: AssemblyScript's decorator
@inline
export function zipLow(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}

/** The last eight bytes of two vectors, by turns. */
// @ts-ignore: AssemblyScript's decorator
@inline
export function zipHigh(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
}

/**
 * For positions in 65536ths of a pixel the shares of the pixel before (low half of a lane) and of the one behind, in
 * 32768ths. They add up to one less, since a whole would not fit: ink of 255 becomes 254.99, which rounds to 255.
 */
// @ts-ignore: AssemblyScript's decorator
@inline
export function sharesOf(positions: v128): v128 {
  const fractions = v128.shuffle<u16>(positions, positions, 0, 0, 2, 2, 4, 4, 6, 6);
  return v128.xor(i16x8.shr_u(fractions, 1), i32x4.splat(0x7fff));
}

/** Stores four lanes as bytes: ink in so many bits' fractions of a byte's step, rounded. */
// @ts-ignore: AssemblyScript's decorator
@inline
export function storeInk(to: usize, ink: v128, bits: i32): void {
  const rounded = i32x4.shr_u(i32x4.add(ink, i32x4.splat(1 << (bits - 1))), bits);
  const words = i16x8.narrow_i32x4_s(rounded, rounded);
  v128.store_lane<u32>(to, i8x16.narrow_i16x8_u(words, words), 0);
}
