const bits = new DataView(new ArrayBuffer(4));
/** Every binary16 as float32, by its 16 bits; made when first needed. */
let numbers: Float32Array | undefined;

/**
 * Rounds a number to the nearest IEEE 754 binary16, ties to even, and returns its 16 bits.
 * Beyond 65,519.99… it is infinity; a NaN becomes the quiet NaN 0x7e00 with its sign dropped.
 */
export function float16FromNumber(value: number): number {
  // Rounding twice (to float32, then to float16) would be wrong for doubles next to a tie; the
  // scaled remainder below is exact, because scaling by a power of two is.
  if (Number.isNaN(value)) return 0x7e00;
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const magnitude = Math.abs(value);
  if (magnitude >= 65520) return sign | 0x7c00;
  if (magnitude < 2 ** -14) {
    // Subnormal: whole steps of 2^-24; a carry gives the smallest normal number.
    return sign | roundHalfToEven(magnitude * 2 ** 24);
  }
  bits.setFloat32(0, magnitude);
  // Where float32 rounds up to a power of two, so does what follows.
  const exponent = (bits.getUint32(0) >>> 23) - 127;
  const mantissa = roundHalfToEven(magnitude * 2 ** (10 - exponent));
  // mantissa has its leading one (1024..2048); added, a carry moves on to the next exponent.
  return sign | (((exponent + 14) << 10) + mantissa);
}

/** The number with these 16 bits (exact: every binary16 is a double). */
export function numberFromFloat16(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  const mantissa = half & 0x3ff;
  if (exponent === 0) return sign * mantissa * 2 ** -24;
  if (exponent === 31) return mantissa === 0 ? sign * Infinity : NaN;
  return sign * (1024 + mantissa) * 2 ** (exponent - 25);
}

/** Little-endian binary16 bytes of the values, two bytes each, in order. */
export function encodeFloat16(values: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(values.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i++) {
    view.setUint16(i * 2, float16FromNumber(values[i] ?? NaN), true);
  }
  return bytes;
}

/**
 * Reads little-endian binary16 bytes.
 * @param values to overwrite, as many as the bytes hold: memory that is used again need not be allocated
 * @throws RangeError when the number of bytes is odd, or not that of the values
 */
export function decodeFloat16(
  bytes: Uint8Array,
  values: Float32Array = new Float32Array(bytes.length >> 1),
): Float32Array {
  if (bytes.length % 2 !== 0) {
    throw new RangeError(`float16 data: expected an even number of bytes, found ${bytes.length}`);
  }
  if (values.length * 2 !== bytes.length) {
    throw new RangeError(
      `float16 data: expected ${values.length * 2} bytes, found ${bytes.length}`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  numbers ??= new Float32Array(2 ** 16).map((_, half) => numberFromFloat16(half));
  for (let i = 0; i < values.length; i++) values[i] = numbers[view.getUint16(i * 2, true)] ?? NaN;
  return values;
}

function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest < 0.5) return floor;
  if (rest > 0.5) return floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}
