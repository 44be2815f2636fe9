import { recordBytes, type RecordFields } from '../memory-record.ts';

/** Uniforms come in whole vectors (WGSL, address space `uniform`). */
const VECTOR_BYTES = 16;

/** WGSL's struct for a record. */
export function structOf(name: string, fields: RecordFields): string {
  const members = Object.entries(fields).map(([field, type]) => `  ${field}: ${type},`);
  return `struct ${name} {\n${members.join('\n')}\n}`;
}

/** Bytes of a uniform that is a record. */
export function uniformBytes(fields: RecordFields): number {
  return Math.ceil(recordBytes(fields) / VECTOR_BYTES) * VECTOR_BYTES;
}
