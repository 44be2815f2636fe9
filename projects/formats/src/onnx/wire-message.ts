import { FormatError } from '#model';
import { joined } from '../joined.ts';
import { shown } from '../shown.ts';

/** How a field's value is encoded: a number of up to 64 bits, 8 bytes, bytes of any length, or 4 bytes. */
type WireType = 0 | 1 | 2 | 5;

interface WireValue {
  readonly type: WireType;
  /** For type 0: as a signed 64-bit number, rounded to what a double holds. */
  readonly number: number;
  /** For the others. */
  readonly bytes: Uint8Array;
}

/** No message of a network has more; each costs memory. */
const MOST_FIELDS = 2 ** 20;
const NOTHING = new Uint8Array();
const TYPE_NAMES = { 0: 'a varint', 1: '8 bytes', 2: 'a length and bytes', 5: '4 bytes' } as const;

/**
 * One protobuf message, read field by field (protobuf.dev, "Encoding"). Of a field that stands there several times the
 * last counts, as protobuf says. All readers throw `FormatError`, which names file and path.
 */
export class WireMessage {
  readonly file: string;
  /** Of this message in the file; empty for the whole. */
  readonly path: string;
  private readonly fields = new Map<number, WireValue[]>();

  constructor(bytes: Uint8Array, file: string, path = '') {
    this.file = file;
    this.path = path;
    let count = 0;
    const cursor = new Cursor(bytes, (found) => this.error('', 'a whole protobuf message', found));
    while (!cursor.isAtEnd) {
      const tag = cursor.varint();
      const [field, type] = [Math.floor(tag / 8), tag & 7];
      if (field < 1 || field > 0x1fffffff) throw cursor.error(`field number ${field}`);
      const values = this.fields.get(field);
      const value = cursor.value(type);
      if (values) values.push(value);
      else this.fields.set(field, [value]);
      count += 1;
      if (count > MOST_FIELDS) throw this.error('', `at most ${MOST_FIELDS} fields`, 'more');
    }
  }

  has(field: number): boolean {
    return this.fields.has(field);
  }

  /** A whole number; undefined without the field. */
  integer(field: number, name: string): number | undefined {
    const value = this.last(field);
    return value && this.typed(value, 0, name).number;
  }

  /** A float32; undefined without the field. */
  float(field: number, name: string): number | undefined {
    const value = this.last(field);
    return value && viewOf(this.typed(value, 5, name).bytes).getFloat32(0, true);
  }

  /** Raw bytes; undefined without the field. */
  bytes(field: number, name: string): Uint8Array | undefined {
    const value = this.last(field);
    return value && this.typed(value, 2, name).bytes;
  }

  /** UTF-8; empty without the field. */
  text(field: number, name: string): string {
    return this.textOf(this.bytes(field, name) ?? NOTHING, name);
  }

  texts(field: number, name: string): string[] {
    return this.all(field).map((value, index) => {
      const place = `${name}[${index}]`;
      return this.textOf(this.typed(value, 2, place).bytes, place);
    });
  }

  /** A message within this one; undefined without the field. */
  message(field: number, name: string): WireMessage | undefined {
    const bytes = this.bytes(field, name);
    return bytes && new WireMessage(bytes, this.file, this.pathOf(name));
  }

  messages(field: number, name: string): WireMessage[] {
    return this.all(field).map((value, index) => {
      const place = `${name}[${index}]`;
      return new WireMessage(this.typed(value, 2, place).bytes, this.file, this.pathOf(place));
    });
  }

  /** Whole numbers, packed or one by one. */
  integers(field: number, name: string): number[] {
    const numbers: number[] = [];
    for (const value of this.all(field)) {
      if (value.type === 0) {
        numbers.push(value.number);
        continue;
      }
      const { bytes } = this.typed(value, 2, name);
      const cursor = new Cursor(bytes, (found) => this.error(name, 'whole numbers', found));
      while (!cursor.isAtEnd) numbers.push(cursor.varint());
    }
    return numbers;
  }

  /** Float32 numbers, packed or one by one. */
  floats(field: number, name: string): Float32Array {
    const bytes = this.packed(field, 5, name);
    const view = viewOf(bytes);
    return new Float32Array(bytes.length / 4).map((_, i) => view.getFloat32(i * 4, true));
  }

  /** Float64 numbers, packed or one by one. */
  doubles(field: number, name: string): Float64Array {
    const bytes = this.packed(field, 1, name);
    const view = viewOf(bytes);
    return new Float64Array(bytes.length / 8).map((_, i) => view.getFloat64(i * 8, true));
  }

  error(name: string, expected: string, found: string): FormatError {
    return new FormatError(this.file, this.pathOf(name) || 'the file', expected, found);
  }

  private pathOf(name: string): string {
    return [this.path, name].filter((part) => part !== '').join('.');
  }

  private all(field: number): readonly WireValue[] {
    return this.fields.get(field) ?? [];
  }

  private last(field: number): WireValue | undefined {
    return this.fields.get(field)?.at(-1);
  }

  private typed(value: WireValue, type: WireType, name: string): WireValue {
    if (value.type === type) return value;
    throw this.error(name, TYPE_NAMES[type], TYPE_NAMES[value.type]);
  }

  private textOf(bytes: Uint8Array, name: string): string {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      // TypeError: not UTF-8.
      throw this.error(name, 'text in UTF-8', shown(new TextDecoder('latin1').decode(bytes)));
    }
  }

  /** Numbers of one length, one behind the other. */
  private packed(field: number, type: 1 | 5, name: string): Uint8Array {
    const size = type === 1 ? 8 : 4;
    const parts = this.all(field).map((value) => {
      if (value.type === type) return value.bytes;
      const { bytes } = this.typed(value, 2, name);
      if (bytes.length % size === 0) return bytes;
      throw this.error(name, `numbers of ${size} bytes`, `${bytes.length} bytes`);
    });
    const [only] = parts;
    return only && parts.length === 1 ? only : joined(parts);
  }
}

/** Goes through the bytes of a message, and never past their end. */
class Cursor {
  private readonly bytes: Uint8Array;
  readonly error: (found: string) => FormatError;
  private at = 0;

  constructor(bytes: Uint8Array, error: (found: string) => FormatError) {
    this.bytes = bytes;
    this.error = error;
  }

  get isAtEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  value(type: number): WireValue {
    switch (type) {
      case 0:
        return { type, number: this.varint(), bytes: NOTHING };
      case 1:
        return { type, number: 0, bytes: this.take(8) };
      case 2:
        return { type, number: 0, bytes: this.take(this.varint()) };
      case 5:
        return { type, number: 0, bytes: this.take(4) };
      default:
        throw this.error(`wire type ${type} at byte ${this.at}`);
    }
  }

  /** Up to 64 bits, seven a byte, as a signed number. */
  varint(): number {
    let [low, high] = [0, 0];
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw this.error(`a number that is cut off at byte ${this.at - 1}`);
      const part = byte & 0x7f;
      if (shift < 28) low += part * 2 ** shift;
      else if (shift === 28) {
        low += (part & 0xf) * 2 ** 28;
        high += part >>> 4;
      } else high += part * 2 ** (shift - 32);
      if (byte < 0x80) return ((high % 2 ** 32) | 0) * 2 ** 32 + low;
    }
    throw this.error(`a number of more than 10 bytes at byte ${this.at - 10}`);
  }

  private take(length: number): Uint8Array {
    const left = this.bytes.length - this.at;
    if (length < 0 || length > left) {
      throw this.error(`${length} bytes announced at byte ${this.at}, of which ${left} are there`);
    }
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
