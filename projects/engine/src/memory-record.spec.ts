import {
  fieldOffset,
  readField,
  recordBytes,
  writeField,
  writeRecord,
  type RecordFields,
} from './memory-record.ts';

const POINT = { count: 'u32', x: 'f32', y: 'f32' } as const satisfies RecordFields;

describe('records in memory', () => {
  it('hold their fields one behind the other, little-endian, in whatever order they are given', () => {
    const memory = new DataView(new ArrayBuffer(20));
    writeRecord(memory, 4, POINT, { y: -2, count: 258, x: 0.5 });
    expect(new Uint8Array(memory.buffer)).toEqual(
      Uint8Array.of(
        ...[0, 0, 0, 0],
        ...[2, 1, 0, 0],
        ...[0, 0, 0, 63],
        ...[0, 0, 0, 192],
        ...[0, 0, 0, 0],
      ),
    );
    expect(recordBytes(POINT)).toBe(12);
    expect(fieldOffset(POINT, 'y')).toBe(8);
  });

  it('are read and written field by field', () => {
    const memory = new DataView(new ArrayBuffer(16));
    writeField(memory, 4, POINT, 'count', 2 ** 32 - 256);
    writeField(memory, 4, POINT, 'y', 1.5);
    expect(readField(memory, 4, POINT, 'count')).toBe(2 ** 32 - 256);
    expect(readField(memory, 4, POINT, 'x')).toBe(0);
    expect(readField(memory, 4, POINT, 'y')).toBe(1.5);
  });

  it('have all their fields and no other: the compiler says so', () => {
    const memory = new DataView(new ArrayBuffer(12));
    expect(() => {
      // @ts-expect-error y is missing.
      writeRecord(memory, 0, POINT, { count: 1, x: 2 });
    }).toThrowError(RangeError, 'record: expected a number for each field');
    // @ts-expect-error z is unknown.
    writeRecord(memory, 0, POINT, { count: 1, x: 2, y: 3, z: 4 });
    // @ts-expect-error y is no number.
    writeRecord(memory, 0, POINT, { count: 1, x: 2, y: '3' });
    expect(() => {
      // @ts-expect-error z is unknown.
      writeField(memory, 0, POINT, 'z', 1);
    }).toThrowError(RangeError, 'record: expected a field, found z');
  });
});
