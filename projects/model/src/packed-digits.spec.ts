import fc from 'fast-check';
import { packDigits, unpackDigits } from './packed-digits.ts';
import type { LabelledImages } from './labelled-images.ts';

const FILE = 'train-1.digits';

function digits(labels: readonly number[], ink: (index: number) => number): LabelledImages {
  return {
    labels: Uint8Array.from(labels),
    pixels: Uint8Array.from({ length: labels.length * 784 }, (_, index) => ink(index)),
  };
}

describe('packed digits', () => {
  it('have two labels and two pixels in a byte, the first in the low half', () => {
    const packed = packDigits(
      digits([3, 9, 5], (index) => (index === 0 ? 255 : index === 1 ? 17 : 0)),
    );
    expect(packed.length).toBe(4 + 2 + 2 + 3 * 392);
    expect(String.fromCharCode(...packed.subarray(0, 4))).toBe('DIG4');
    expect([...packed.subarray(4, 10)]).toEqual([3, 0, 0x93, 0x05, 0x1f, 0]);
  });

  it('come back with ink in steps of 17, none further than 8 from what it was', () => {
    const labels = fc.array(fc.nat(9), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(labels, fc.nat(255), (given, shift) => {
        const before = digits(given, (index) => (index * 31 + shift) % 256);
        const after = unpackDigits(packDigits(before), FILE);
        expect(after.labels).toEqual(before.labels);
        expect(after.pixels.every((ink) => ink % 17 === 0)).toBeTrue();
        const furthest = after.pixels.map((ink, index) =>
          Math.abs(ink - (before.pixels[index] ?? 0)),
        );
        expect(Math.max(...furthest)).toBeLessThanOrEqual(8);
        expect(unpackDigits(packDigits(after), FILE)).toEqual(after);
      }),
    );
  });

  it('are not made of what is no digit', () => {
    expect(() => packDigits(digits([255], () => 0))).toThrowError(
      RangeError,
      'digits: expected labels 0 to 9, found 255',
    );
    expect(() => packDigits({ ...digits([1], () => 0), pixels: new Uint8Array(5) })).toThrowError(
      RangeError,
      'digits: expected 1 to 65535 of 28x28 pixels, found 1 labels and 5 pixels',
    );
  });

  it('are refused when they are cut off, longer, or something else', () => {
    const packed = packDigits(digits([3, 9], (index) => index % 256));
    const longer = new Uint8Array(packed.length + 1);
    longer.set(packed);
    const withLabel = packed.slice();
    withLabel[6] = 0xa3;
    const empty = packed.slice(0, 6);
    empty[4] = 0;
    const refused: readonly (readonly [Uint8Array, string])[] = [
      [packed.subarray(0, 700), `${FILE}: length: expected 791 bytes for 2 digits, found 700`],
      [longer, `${FILE}: length: expected 791 bytes for 2 digits, found 792`],
      [packed.subarray(0, 5), `${FILE}: length: expected at least 6 bytes, found 5`],
      [packed.subarray(1), `${FILE}: its beginning: expected "DIG4", found "IG4`],
      [withLabel, `${FILE}: label 1: expected 0 to 9, found 10`],
      [empty, `${FILE}: digits: expected at least 1, found 0`],
      [new Uint8Array(), `${FILE}: its beginning: expected "DIG4", found ""`],
    ];
    for (const [bytes, message] of refused) {
      expect(() => unpackDigits(bytes, FILE)).toThrowMatching(
        (error: Error) => error.name === 'FormatError' && error.message.startsWith(message),
      );
    }
  });
});
