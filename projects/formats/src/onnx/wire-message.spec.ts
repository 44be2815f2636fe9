import { FormatError } from '#model';
import { WireMessage } from './wire-message.ts';
import { bytesField, floatField, integerField, textField } from './wire-writer.ts';

const message = (...bytes: readonly number[]): WireMessage =>
  new WireMessage(Uint8Array.from(bytes), 'x.onnx', 'graph');

describe('WireMessage', () => {
  // Bytes as in "Encoding" on protobuf.dev.
  it('reads the numbers and the text of the documentation', () => {
    expect(message(0x08, 0x96, 0x01).integer(1, 'a')).toBe(150);
    expect(message(0x12, 7, ...new TextEncoder().encode('testing')).text(2, 'b')).toBe('testing');
    expect(message(0x32, 6, 3, 0x8e, 2, 0x9e, 0xa7, 5).integers(6, 'e')).toEqual([3, 270, 86942]);
  });

  it('reads numbers below 0, which take ten bytes, and 64 bits', () => {
    const minusOne = [...new Array<number>(9).fill(0xff), 1];
    expect(message(0x08, ...minusOne).integer(1, 'a')).toBe(-1);
    expect(message(0x08, 0xfe, ...minusOne.slice(1)).integer(1, 'a')).toBe(-2);
    expect(message(0x08, 0x80, 0x80, 0x80, 0x80, 0x20).integer(1, 'a')).toBe(2 ** 33);
  });

  it('takes lists packed, one by one, or mixed', () => {
    expect(message(0x08, 1, 0x0a, 2, 2, 3, 0x08, 4).integers(1, 'a')).toEqual([1, 2, 3, 4]);
    const float = [...floatField(4, 1.5)];
    expect(message(...float, 0x22, 4, ...float.slice(1), ...float).floats(4, 'a')).toEqual(
      Float32Array.of(1.5, 1.5, 1.5),
    );
    const double = [...new Uint8Array(Float64Array.of(0.1).buffer)];
    expect(message(0x09, ...double, 0x0a, 8, ...double).doubles(1, 'a')).toEqual(
      Float64Array.of(0.1, 0.1),
    );
  });

  it('takes the last of a field, and nothing for one that is not there', () => {
    const twice = message(0x08, 1, 0x08, 2);
    expect(twice.integer(1, 'a')).toBe(2);
    expect(twice.integer(2, 'b')).toBeUndefined();
    expect(twice.text(2, 'b')).toBe('');
    expect(twice.messages(3, 'c')).toEqual([]);
  });

  it('reads what the writer writes', () => {
    const bytes = [
      ...integerField(1, 300),
      ...textField(2, 'ä'),
      ...bytesField(3, Uint8Array.of(8, 5)),
    ];
    const read = message(...bytes);
    expect([
      read.integer(1, 'a'),
      read.text(2, 'b'),
      read.message(3, 'c')?.integer(1, 'd'),
    ]).toEqual([300, 'ä', 5]);
  });

  const cases: [string, () => unknown, string][] = [
    [
      'a number that is cut off',
      () => message(0x08, 0x96),
      'x.onnx: graph: expected a whole protobuf message, found a number that is cut off at byte 2',
    ],
    [
      'a number that does not end',
      () => message(0x08, ...new Array<number>(11).fill(0x80)),
      'found a number of more than 10 bytes at byte 1',
    ],
    [
      'more bytes than there are',
      () => message(0x12, 7, 1),
      'found 7 bytes announced at byte 2, of which 1 are there',
    ],
    [
      'a length below 0',
      () => message(0x12, ...new Array<number>(9).fill(0xff), 1),
      'found -1 bytes announced',
    ],
    ['a group', () => message(0x0b), 'found wire type 3 at byte 1'],
    ['field number 0', () => message(0x00, 1), 'found field number 0'],
    [
      'a number where text should be',
      () => message(0x08, 1).text(1, 'name'),
      'graph.name: expected a length and bytes, found a varint',
    ],
    [
      'text where a number should be',
      () => message(0x0a, 0).integer(1, 'dim'),
      'graph.dim: expected a varint, found a length and bytes',
    ],
    [
      'text that is not UTF-8',
      () => message(0x0a, 1, 0xff).text(1, 'name'),
      'graph.name: expected text in UTF-8, found "ÿ"',
    ],
    [
      'three bytes of a float',
      () => message(0x0a, 3, 0, 0, 0).floats(1, 'f'),
      'graph.f: expected numbers of 4 bytes, found 3 bytes',
    ],
  ];
  for (const [what, read, text] of cases) {
    it(`refuses ${what}`, () => {
      expect(read).toThrowError(FormatError);
      expect(read).toThrowMatching(({ message: found }: Error) => found.includes(text));
    });
  }
});
