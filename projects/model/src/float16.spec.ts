import { decodeFloat16, encodeFloat16, float16FromNumber, numberFromFloat16 } from './float16.ts';

const ALL = Array.from({ length: 0x10000 }, (_, half) => half);
const isNan = (half: number): boolean => (half & 0x7fff) > 0x7c00;

/** The same value computed differently: a binary16 moved into a binary32's bits, then scaled. */
function throughFloat32(half: number): number {
  const view = new DataView(new ArrayBuffer(4));
  const exponentIsFull = (half & 0x7c00) === 0x7c00;
  view.setUint32(0, ((half & 0x8000) << 16) | ((half & 0x7fff) << 13));
  if (exponentIsFull) view.setUint32(0, view.getUint32(0) | 0x7f800000);
  return exponentIsFull ? view.getFloat32(0) : view.getFloat32(0) * 2 ** 112;
}

describe('float16', () => {
  it('reads all 65,536 values as they are defined', () => {
    const wrong = ALL.filter(
      (half) => !Object.is(numberFromFloat16(half), throughFloat32(half)) && !isNan(half),
    );
    expect(wrong.slice(0, 5)).toEqual([]); // A few of them: all could be 65,536.
    expect(ALL.filter(isNan).every((half) => Number.isNaN(numberFromFloat16(half)))).toBeTrue();
  });

  it('writes every value back as the same 16 bits', () => {
    const wrong = ALL.filter(
      (half) => !isNan(half) && float16FromNumber(numberFromFloat16(half)) !== half,
    );
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(float16FromNumber(NaN)).toBe(0x7e00);
  });

  it('rounds to the nearest, ties to even, between all neighbours of both signs', () => {
    const wrong = ALL.filter((half) => {
      if ((half & 0x7fff) >= 0x7bff) return false; // The last finite value has no finite neighbour.
      const [low, high] = [numberFromFloat16(half), numberFromFloat16(half + 1)];
      const tie = (low + high) / 2;
      const nudge = Math.abs(high - low) * 1e-6 * Math.sign(high - low);
      return (
        float16FromNumber(tie) !== (half % 2 === 0 ? half : half + 1) ||
        float16FromNumber(tie - nudge) !== half ||
        float16FromNumber(tie + nudge) !== half + 1
      );
    });
    expect(wrong.slice(0, 5)).toEqual([]);
  });

  // From Python's struct.pack('<e', …).
  const known: readonly (readonly [number, number])[] = [
    [0, 0x0000],
    [-0, 0x8000],
    [0.1, 0x2e66],
    [2049, 0x6800],
    [2051, 0x6802],
    [1 + 2 ** -11, 0x3c00],
    [1.0004882812500002, 0x3c01], // If rounded to float32 first, this would be the tie above.
    // Within a float32's rounding of a power of two.
    [1 - 2 ** -30, 0x3c00],
    [2 - 2 ** -40, 0x4000],
    [-4 + 2 ** -30, 0xc400],
    [2 ** -13 - 2 ** -45, 0x0800],
    [2 ** -14 - 2 ** -45, 0x0400],
    [2 ** -24, 0x0001],
    [2 ** -25, 0x0000],
    [3 * 2 ** -25, 0x0002],
    [2.980232298374176e-8, 0x0001],
    [65504, 0x7bff],
    [65519.99, 0x7bff],
    [65520, 0x7c00],
    [Infinity, 0x7c00],
    [-Infinity, 0xfc00],
  ];
  for (const [value, half] of known) {
    it(`writes ${value} as 0x${half.toString(16)}`, () => {
      expect(float16FromNumber(value)).toBe(half);
    });
  }

  it('writes little-endian bytes and reads them at any offset', () => {
    expect([...encodeFloat16([1, -2])]).toEqual([0x00, 0x3c, 0x00, 0xc0]);
    const bytes = new Uint8Array([9, 0x00, 0x3c, 0x00, 0xc0]).subarray(1);
    expect([...decodeFloat16(bytes)]).toEqual([1, -2]);
  });

  it('reads into memory that is there, if it fits', () => {
    const values = Float32Array.of(7, 7);
    expect(decodeFloat16(encodeFloat16([1, -2]), values)).toBe(values);
    expect([...values]).toEqual([1, -2]);
    expect(() => decodeFloat16(encodeFloat16([1]), values)).toThrowError(
      RangeError,
      'float16 data: expected 4 bytes, found 2',
    );
  });

  it('refuses an odd number of bytes', () => {
    expect(() => decodeFloat16(new Uint8Array(3))).toThrowError(
      RangeError,
      'float16 data: expected an even number of bytes, found 3',
    );
  });
});
