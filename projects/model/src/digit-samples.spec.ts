import fc from 'fast-check';
import { packDigitSamples, parseDigitSamples } from './digit-samples.ts';
import { FormatError } from './format-error.ts';

const PIXELS = 784;

/** Two samples per digit, each in one shade: digit 3's second one is 17 * 7. */
const GREYS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 15, 0, 15, 0];
const images = Uint8Array.from({ length: 20 * PIXELS }, (_, pixel) => {
  return 17 * (GREYS[Math.floor(pixel / PIXELS)] ?? 0);
});
let packed: Uint8Array;
beforeEach(() => {
  packed = packDigitSamples(images);
});

/** Expects a FormatError that names the file. */
function expectRefused(bytes: Uint8Array, message: RegExp): void {
  try {
    parseDigitSamples(bytes, 'samples.bin');
    fail('expected a FormatError, found none');
  } catch (error) {
    expect(error).toBeInstanceOf(FormatError);
    expect(String(error)).toMatch(/samples\.bin/);
    expect(String(error)).toMatch(message);
  }
}

describe('digit samples', () => {
  it('are found by digit and index', () => {
    const samples = parseDigitSamples(packed, 'samples.bin');
    expect(samples.perDigit).toBe(2);
    const inkOf = (digit: number, index: number): number[] => [
      ...new Set(samples.image(digit, index)),
    ];
    expect(inkOf(0, 0)).toEqual([0]);
    expect(inkOf(3, 1)).toEqual([Math.fround(7 / 15)]);
    expect(inkOf(9, 0)).toEqual([1]);
    expect(samples.image(9, 1).length).toBe(PIXELS);
  });

  it('keep any pixels, rounded to fifteenths', () => {
    const pixel = fc.oneof(fc.constant(0), fc.constant(255), fc.nat(255));
    const image = fc.array(pixel, { minLength: PIXELS, maxLength: PIXELS });
    fc.assert(
      fc.property(fc.array(image, { minLength: 10, maxLength: 10 }), (digits) => {
        const samples = parseDigitSamples(packDigitSamples(Uint8Array.from(digits.flat())), 'f');
        digits.forEach((pixels, digit) => {
          const read = samples.image(digit, 0);
          const most = pixels.reduce((m, ink, i) => {
            return Math.max(m, Math.abs((read[i] ?? NaN) - ink / 255));
          }, 0);
          expect(most).toBeLessThanOrEqual(0.5 / 15 + 1e-6);
        });
      }),
      { numRuns: 20 },
    );
  });

  it('have no digit 10 and nothing after the last sample', () => {
    const samples = parseDigitSamples(packed, 'samples.bin');
    for (const [digit, index] of [
      [10, 0],
      [-1, 0],
      [0, 2],
      [0, 0.5],
    ] as const) {
      expect(() => samples.image(digit, index)).toThrowError(RangeError, /expected one of 2/);
    }
  });

  it('can only be packed with the same number for each digit', () => {
    expect(() => packDigitSamples(images.subarray(PIXELS))).toThrowError(RangeError);
    expect(() => packDigitSamples(new Uint8Array())).toThrowError(RangeError);
  });

  it('are refused with the file, what was expected and what was found', () => {
    expectRefused(new TextEncoder().encode('<!doctype html>'), /expected "DIG1", found "<!do"/);
    expectRefused(new Uint8Array(), /its beginning: expected "DIG1", found ""/);
    expectRefused(packed.subarray(0, 5), /length: expected at least 6 bytes, found 5/);
    expectRefused(packed.with(4, 0), /samples of each digit: expected at least 1, found 0/);
    expectRefused(packed.subarray(0, -1), /images: expected 20, found 19 and the end of the file/);
    expectRefused(Uint8Array.from([...packed, 0, 0]), /nothing after 20 images, found 2 more byte/);
    // Images in one shade are 49 runs of 16 pixels; a run of 15 leaves one pixel for the run after the last.
    expectRefused(
      packed.with(6, 0xe0),
      /image 0: expected 784 pixels, found a run that goes furth/,
    );
  });

  it('are counted with 16 bits, the lower ones first', () => {
    const header = (...count: number[]): Uint8Array =>
      Uint8Array.from([...packed.subarray(0, 4), ...count]);
    expectRefused(header(2, 0), /images: expected 20, found 0 and the end of the file/);
    expectRefused(header(44, 1), /images: expected 3000, found 0 and the end of the file/);
  });

  it('are refused when only the last pixel is missing', () => {
    const dotted = packDigitSamples(images.with(-1, 255));
    expect(parseDigitSamples(dotted, 'samples.bin').image(9, 1).at(-1)).toBe(1);
    expectRefused(dotted.subarray(0, -1), /images: expected 20, found 19 and the end of the file/);
  });

  it('are refused by name where they should end', () => {
    const more = Uint8Array.from([...packed, 0]);
    expectRefused(more, /: the end: expected nothing after 20 images, found 1 more bytes$/);
    expect(() => packDigitSamples(new Uint8Array(785))).toThrowError(
      'samples: expected as many 28x28 images of each of 10 digits, found 785 pixels',
    );
  });

  it('are either refused or read, whatever a file contains', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(3), (rest, perDigit) => {
        const bytes = Uint8Array.from([...packed.subarray(0, 4), perDigit, 0, ...rest]);
        expect(() => parseDigitSamples(bytes, 'samples.bin')).toThrowError(FormatError);
      }),
    );
  });
});
