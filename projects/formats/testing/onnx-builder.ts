import {
  bytesField,
  floatField,
  integerField,
  messageField,
  textField,
  type WireField,
} from '../src/onnx/wire-writer.ts';
import { joined } from '../src/joined.ts';

/** A value of an attribute: a float is written `{ f: 1 }`, since 1 alone is a whole number. */
export type AttributeValue =
  number | readonly number[] | { readonly f: number } | { readonly t: WireField[] };

/** A node: operator, inputs, outputs, attributes. */
export interface BuiltNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
  readonly domain?: string;
  readonly name?: string;
}

/** What an ONNX file for a spec is made of. */
export interface BuiltModel {
  readonly nodes: readonly BuiltNode[];
  /** Fields of each TensorProto. */
  readonly constants?: Readonly<Record<string, WireField[]>>;
  readonly input?: readonly (number | string)[] | null;
  readonly outputs?: readonly string[];
  readonly opset?: number;
  readonly extra?: readonly WireField[];
}

/** Fields of a float32 tensor with raw data. */
export function floats(shape: readonly number[], values: ArrayLike<number>): WireField[] {
  const bytes = new Uint8Array(Float32Array.from(values).buffer);
  return [...dims(shape), integerField(2, 1), bytesField(9, bytes)];
}

/** Fields of an int64 tensor with typed data. */
export function int64s(...values: readonly number[]): WireField[] {
  return [
    ...dims([values.length]),
    integerField(2, 7),
    bytesField(7, Uint8Array.from(values.flatMap(signed))),
  ];
}

export function dims(shape: readonly number[]): WireField[] {
  return shape.map((size) => integerField(1, size));
}

/** Bytes of an ONNX file. */
export function buildOnnx({
  nodes,
  constants = {},
  input = ['N', 1, 28, 28],
  outputs = ['scores'],
  opset = 13,
  extra = [],
}: BuiltModel): Uint8Array<ArrayBuffer> {
  const graph = [
    ...nodes.map(nodeField),
    ...Object.entries(constants).map(([name, fields]) =>
      messageField(5, ...fields, textField(8, name)),
    ),
    messageField(
      11,
      textField(1, 'image'),
      messageField(2, messageField(1, integerField(1, 1), ...shapeField(input))),
    ),
    ...outputs.map((name) => messageField(12, textField(1, name))),
  ];
  return joined([
    integerField(1, 8),
    messageField(7, ...graph),
    messageField(8, textField(1, ''), integerField(2, opset)),
    messageField(8, textField(1, 'ai.onnx.ml'), integerField(2, 1)),
    ...extra,
  ]);
}

function shapeField(shape: readonly (number | string)[] | null): WireField[] {
  if (!shape) return [];
  const sizes = shape.map((size) =>
    messageField(1, typeof size === 'number' ? integerField(1, size) : textField(2, size)),
  );
  return [messageField(2, ...sizes)];
}

function nodeField({
  operator,
  inputs,
  outputs,
  attributes = {},
  domain,
  name,
}: BuiltNode): WireField {
  return messageField(
    1,
    ...inputs.map((input) => textField(1, input)),
    ...outputs.map((output) => textField(2, output)),
    ...(name === undefined ? [] : [textField(3, name)]),
    textField(4, operator),
    ...Object.entries(attributes).map(([key, value]) =>
      messageField(5, textField(1, key), ...valueFields(value)),
    ),
    ...(domain === undefined ? [] : [textField(7, domain)]),
  );
}

function valueFields(value: AttributeValue): WireField[] {
  if (typeof value === 'number')
    return [joined([Uint8Array.of(3 * 8), Uint8Array.from(signed(value))])];
  if ('f' in value) return [floatField(2, value.f)];
  if ('t' in value) return [messageField(5, ...value.t)];
  if (value.every(Number.isInteger)) return [bytesField(8, Uint8Array.from(value.flatMap(signed)))];
  return [bytesField(7, new Uint8Array(Float32Array.from(value).buffer))];
}

/** A varint of 64 bits, in two's complement. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest >= 128n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return [...bytes, Number(rest)];
}
