import { dims } from '../../testing/onnx-builder.ts';
import { joined } from '../joined.ts';
import { parseTensor, type Tensor } from './tensor.ts';
import { WireMessage } from './wire-message.ts';
import { bytesField, floatField, integerField, textField, type WireField } from './wire-writer.ts';

const NO_FILES = { files: [], used: () => undefined };

function tensor(shape: readonly number[], type: number, ...fields: WireField[]): Tensor {
  const bytes = joined([...dims(shape), integerField(2, type), textField(8, 'w'), ...fields]);
  return parseTensor(new WireMessage(bytes, 'x.onnx', 'graph.initializer[0]'), NO_FILES);
}

const raw = (array: { readonly buffer: ArrayBuffer }): WireField =>
  bytesField(9, new Uint8Array(array.buffer));
const external = (key: string, value: string): WireField =>
  bytesField(13, joined([textField(1, key), textField(2, value)]));

describe('parseTensor', () => {
  // 1.5 is 0x3e00 in binary16 and 0x3fc0 in bfloat16.
  const cases: [string, number, WireField, number[]][] = [
    ['float32', 1, raw(Float32Array.of(1.5, -2)), [1.5, -2]],
    ['uint8', 2, raw(Uint8Array.of(1, 255)), [1, 255]],
    ['int8', 3, raw(Int8Array.of(1, -1)), [1, -1]],
    ['uint16', 4, raw(Uint16Array.of(1, 65535)), [1, 65535]],
    ['int16', 5, raw(Int16Array.of(1, -1)), [1, -1]],
    ['int32', 6, raw(Int32Array.of(1, -1)), [1, -1]],
    ['int64', 7, raw(BigInt64Array.of(2n ** 40n, -1n)), [2 ** 40, -1]],
    ['bool', 9, raw(Uint8Array.of(0, 1)), [0, 1]],
    ['binary16', 10, raw(Uint16Array.of(0x3e00, 0xc000)), [1.5, -2]],
    ['float64', 11, raw(Float64Array.of(0.1, -2)), [0.1, -2]],
    ['uint32', 12, raw(Uint32Array.of(1, 2 ** 32 - 1)), [1, 2 ** 32 - 1]],
    ['uint64', 13, raw(BigUint64Array.of(1n, 2n ** 40n)), [1, 2 ** 40]],
    ['bfloat16', 16, raw(Uint16Array.of(0x3fc0, 0xc000)), [1.5, -2]],
    [
      'float32, typed',
      1,
      bytesField(4, new Uint8Array(Float32Array.of(1.5, -2).buffer)),
      [1.5, -2],
    ],
    [
      'float64, typed',
      11,
      bytesField(10, new Uint8Array(Float64Array.of(0.1, -2).buffer)),
      [0.1, -2],
    ],
    ['binary16, typed', 10, bytesField(5, Uint8Array.of(0x80, 0x7c, 0x80, 0x80, 3)), [1.5, -2]],
    ['bfloat16, typed', 16, bytesField(5, Uint8Array.of(0xc0, 0x7f, 0x80, 0x80, 3)), [1.5, -2]],
    ['uint8, typed', 2, bytesField(5, Uint8Array.of(7, 8)), [7, 8]],
    ['int64, typed', 7, bytesField(7, Uint8Array.of(7, 8)), [7, 8]],
    ['uint64, typed', 13, bytesField(11, Uint8Array.of(7, 8)), [7, 8]],
  ];
  for (const [what, type, field, values] of cases) {
    it(`reads ${what}`, () => {
      const found = tensor([2], type, field);
      expect(Array.from(found.values)).toEqual(values);
      expect(found.shape).toEqual([2]);
    });
  }

  it('keeps float32 as float32, and takes a tensor without sizes for one number', () => {
    expect(tensor([2], 1, raw(Float32Array.of(1, 2))).values).toBeInstanceOf(Float32Array);
    expect(tensor([], 1, floatField(4, 3)).values).toEqual(Float32Array.of(3));
  });

  const located = (location: string, ...more: WireField[]): WireField[] => [
    ...[integerField(14, 1), external('location', location), ...more],
  ];
  const refused: [string, () => Tensor, string][] = [
    [
      'too few typed values',
      () => tensor([3], 1, floatField(4, 1)),
      'tensor "w": expected 3 values of data type 1, found 1',
    ],
    [
      'too many typed values',
      () => tensor([1], 7, bytesField(7, Uint8Array.of(7, 8))),
      'expected 1 values of data type 7, found 2',
    ],
    [
      'raw data of another length',
      () => tensor([2], 11, raw(Float32Array.of(1, 2))),
      'expected 16 bytes for shape [2], found 8',
    ],
    [
      'text',
      () => tensor([1], 8),
      'expected numbers (data types 1 to 7, 9 to 13 or 16), found data type 8',
    ],
    [
      'too many axes',
      () => tensor(new Array<number>(17).fill(1), 1),
      'expected at most 16 sizes, none below 0',
    ],
    [
      'data in a folder',
      () => tensor([1], 1, ...located('../w.bin')),
      'expected its data in a file beside the model, by its bare name, found "../w.bin"',
    ],
    [
      'data in the folder above',
      () => tensor([1], 1, ...located('..')),
      'by its bare name, found ".."',
    ],
    ['data nowhere', () => tensor([1], 1, integerField(14, 1)), 'by its bare name, found ""'],
    [
      'data in a file that is not there',
      () => tensor([1], 1, ...located('w.bin')),
      'expected the file "w.bin" among those chosen, found none',
    ],
  ];
  for (const [what, read, message] of refused) {
    it(`refuses ${what}`, () => {
      expect(read).toThrowMatching(
        (error: Error) => error.name === 'FormatError' && error.message.includes(message),
      );
    });
  }

  it('takes the part of a file that it is told to', () => {
    const used: string[] = [];
    const file = { name: 'folder/w.bin', bytes: new Uint8Array(Float32Array.of(1, 2, 3).buffer) };
    const files = { files: [file], used: ({ name }: { readonly name: string }) => used.push(name) };
    const read = (...more: WireField[]): Tensor => {
      const bytes = joined([integerField(1, 1), integerField(2, 1), ...located('w.bin', ...more)]);
      return parseTensor(new WireMessage(bytes, 'x.onnx', 'graph.initializer[0]'), files);
    };
    expect(read(external('offset', '4'), external('length', '4')).values).toEqual(
      Float32Array.of(2),
    );
    expect(read(external('offset', '8')).values).toEqual(Float32Array.of(3));
    expect(used).toEqual(['folder/w.bin', 'folder/w.bin']);
    for (const [offset, length] of [
      ['12', '4'],
      ['0', '13'],
      ['-4', '4'],
      ['1e0', '4'],
      ['99999999999999999999', '4'],
    ]) {
      expect(() =>
        read(external('offset', offset ?? ''), external('length', length ?? '')),
      ).toThrowMatching((error: Error) =>
        error.message.includes(
          'graph.initializer[0]: expected a part of the 12 bytes of "w.bin", found',
        ),
      );
    }
  });
});
