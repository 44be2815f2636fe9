/** The fields of a record in a kernel's memory: four bytes each, in this order, little-endian. */
export type RecordFields = Readonly<Record<string, 'u32' | 'f32'>>;

/** What is written into a record: a number for each of its fields. */
export type RecordValues<Fields extends RecordFields> = {
  readonly [Field in keyof Fields]: number;
};

/** Bytes that a record takes. */
export function recordBytes(fields: RecordFields): number {
  return 4 * Object.keys(fields).length;
}

/**
 * Where a field is in its record, in bytes.
 * @throws RangeError when there is none of that name
 */
export function fieldOffset<Fields extends RecordFields>(
  fields: Fields,
  field: keyof Fields,
): number {
  const index = Object.keys(fields).findIndex((name) => name === field);
  if (index === -1) throw new RangeError(`record: expected a field, found ${String(field)}`);
  return 4 * index;
}

/** Writes a record from this byte of a memory on. */
export function writeRecord<Fields extends RecordFields>(
  memory: DataView,
  address: number,
  fields: Fields,
  values: RecordValues<Fields>,
): void {
  Object.keys(fields).forEach((field, index) => {
    write(memory, address + 4 * index, fields[field], values[field]);
  });
}

/** Writes one field of the record that begins at this byte of a memory. */
export function writeField<Fields extends RecordFields>(
  memory: DataView,
  address: number,
  fields: Fields,
  field: keyof Fields,
  value: number,
): void {
  write(memory, address + fieldOffset(fields, field), fields[field], value);
}

/** Reads one field of the record that begins at this byte of a memory. */
export function readField<Fields extends RecordFields>(
  memory: DataView,
  address: number,
  fields: Fields,
  field: keyof Fields,
): number {
  const place = address + fieldOffset(fields, field);
  return fields[field] === 'u32' ? memory.getUint32(place, true) : memory.getFloat32(place, true);
}

function write(
  memory: DataView,
  place: number,
  type: 'u32' | 'f32' | undefined,
  value: number | undefined,
): void {
  if (value === undefined) throw new RangeError('record: expected a number for each field');
  if (type === 'u32') memory.setUint32(place, value, true);
  else memory.setFloat32(place, value, true);
}
