import { FormatError, numberFromFloat16 } from '#model';
import { baseName, originalName, type ChosenFile } from '../chosen-file.ts';
import { shown } from '../shown.ts';
import type { WireMessage } from './wire-message.ts';

/** Numbers of a tensor; float32 ones stay as they are, so that nothing is rounded and nothing copied. */
export type Numbers = Float32Array | Float64Array;

/** A constant of a graph: its values are row-major. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly values: Numbers;
}

/** Where tensors are that are kept beside the model. */
export interface ExternalData {
  /** The chosen files. */
  readonly files: readonly ChosenFile[];
  /** Called with each file that was used. */
  readonly used: (file: ChosenFile) => void;
}

/** Bytes of a value in raw data, by TensorProto.DataType, and how it is read. */
const RAW: Readonly<
  Record<number, readonly [size: number, read: (view: DataView, at: number) => number]>
> = {
  1: [4, (view, at) => view.getFloat32(at, true)],
  2: [1, (view, at) => view.getUint8(at)],
  3: [1, (view, at) => view.getInt8(at)],
  4: [2, (view, at) => view.getUint16(at, true)],
  5: [2, (view, at) => view.getInt16(at, true)],
  6: [4, (view, at) => view.getInt32(at, true)],
  7: [8, (view, at) => view.getInt32(at + 4, true) * 2 ** 32 + view.getUint32(at, true)],
  9: [1, (view, at) => view.getUint8(at)],
  10: [2, (view, at) => numberFromFloat16(view.getUint16(at, true))],
  11: [8, (view, at) => view.getFloat64(at, true)],
  12: [4, (view, at) => view.getUint32(at, true)],
  13: [8, (view, at) => view.getUint32(at + 4, true) * 2 ** 32 + view.getUint32(at, true)],
  16: [2, (view, at) => bfloat16(view.getUint16(at, true))],
};
const FLOAT = 1;
const FLOAT16 = 10;
const BFLOAT16 = 16;
const EXTERNAL = 1;
const MOST_AXES = 16;
/** 784 to 2,048 and 2,048 to 2,048 are the largest matrices of a perceptron here. */
const MOST_VALUES = 2 ** 22;

/** Whether values of this type are numbers with fractions: TensorProto.DataType. */
export function isFloatType(type: number): boolean {
  return [FLOAT, FLOAT16, 11, BFLOAT16].includes(type);
}

/**
 * Reads a TensorProto of any type of number, from whichever of its fields has them, or from a file beside the model.
 * @throws FormatError that names the tensor
 */
export function parseTensor(message: WireMessage, external: ExternalData): Tensor {
  const name = message.text(8, 'name');
  const fail = (expected: string, found: string): FormatError =>
    new FormatError(
      message.file,
      name === '' ? message.path : `tensor ${shown(name)}`,
      expected,
      found,
    );
  const shape = message.integers(1, 'dims');
  if (shape.length > MOST_AXES || shape.some((size) => size < 0)) {
    throw fail(
      `at most ${MOST_AXES} sizes, none below 0`,
      `[${shape.slice(0, MOST_AXES).join(', ')}]`,
    );
  }
  const count = shape.reduce((product, size) => product * size, 1);
  if (count > MOST_VALUES) throw fail(`at most ${MOST_VALUES} values`, `[${shape.join(', ')}]`);
  const type = message.integer(2, 'data_type') ?? 0;
  const raw = RAW[type];
  if (!raw) throw fail('numbers (data types 1 to 7, 9 to 13 or 16)', `data type ${type}`);
  const bytes =
    message.integer(14, 'data_location') === EXTERNAL
      ? externalBytes(message, external, fail)
      : message.bytes(9, 'raw_data');
  if (!bytes) return { shape, values: typedValues(message, type, count, fail) };
  const [size, read] = raw;
  if (bytes.length !== count * size) {
    throw fail(`${count * size} bytes for shape [${shape.join(', ')}]`, `${bytes.length}`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = type === FLOAT ? new Float32Array(count) : new Float64Array(count);
  for (let i = 0; i < count; i++) values[i] = read(view, i * size);
  return { shape, values };
}

type Fail = (expected: string, found: string) => FormatError;

/** Numbers in the field that belongs to their type. */
function typedValues(message: WireMessage, type: number, count: number, fail: Fail): Numbers {
  const values = ((): Numbers => {
    switch (type) {
      case FLOAT:
        return message.floats(4, 'float_data');
      case 7:
        return Float64Array.from(message.integers(7, 'int64_data'));
      case 11:
        return message.doubles(10, 'double_data');
      case 12:
      case 13:
        return Float64Array.from(message.integers(11, 'uint64_data'));
      case FLOAT16:
        return Float64Array.from(message.integers(5, 'int32_data'), (half) =>
          numberFromFloat16(half & 0xffff),
        );
      case BFLOAT16:
        return Float64Array.from(message.integers(5, 'int32_data'), (half) =>
          bfloat16(half & 0xffff),
        );
      default:
        return Float64Array.from(message.integers(5, 'int32_data'));
    }
  })();
  if (values.length === count) return values;
  throw fail(`${count} values of data type ${type}`, `${values.length}`);
}

/** The bytes in a file beside the model: `location`, `offset` and `length` as text, the last two optional. */
function externalBytes(
  message: WireMessage,
  { files, used }: ExternalData,
  fail: Fail,
): Uint8Array {
  const entries = new Map(
    message
      .messages(13, 'external_data')
      .map((entry) => [entry.text(1, 'key'), entry.text(2, 'value')] as const),
  );
  const location = (entries.get('location') ?? '').replace(/^\.\//, '');
  if (!/^[^/\\:\p{Cc}]+$/u.test(location) || /^\.+$/.test(location)) {
    throw fail('its data in a file beside the model, by its bare name', shown(location));
  }
  const file = fileNamed(files, location);
  if (!file) {
    const expected = `the file ${shown(location)} among those chosen`;
    throw fail(expected, 'none: choose it, too, or export with external_data=False');
  }
  used(file);
  const offset = wholeNumber(entries.get('offset') ?? '0');
  const length = wholeNumber(entries.get('length') ?? String(file.bytes.length - offset));
  // NaN fails every comparison.
  if (!(offset + length <= file.bytes.length)) {
    const expected = `a part of the ${file.bytes.length} bytes of ${shown(location)}`;
    const part = `offset ${entries.get('offset') ?? 0}, length ${entries.get('length') ?? 'open'}`;
    throw fail(expected, shown(part));
  }
  return file.bytes.subarray(offset, offset + length);
}

/** The chosen file of that name, or the only one that had it before it was renamed. */
function fileNamed(files: readonly ChosenFile[], name: string): ChosenFile | undefined {
  const same = files.filter((file) => baseName(file.name) === name);
  if (same.length > 0) return same.length === 1 ? same[0] : undefined;
  const renamed = files.filter((file) => originalName(baseName(file.name)) === name);
  return renamed.length === 1 ? renamed[0] : undefined;
}

function wholeNumber(text: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : NaN;
}

/** The upper half of a float32. */
function bfloat16(half: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint16(0, half);
  return view.getFloat32(0);
}
