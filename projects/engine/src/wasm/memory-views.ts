import { readField, writeField, writeRecord } from '../memory-record.ts';
import { RECORDS } from './kernel-layout.ts';
import type { KernelRecord, RecordAddress, RecordName } from './kernel-record.ts';

/** Reads and writes parts of a memory that does not grow. */
export class MemoryViews {
  private readonly buffer: ArrayBuffer;
  private readonly memory: DataView;

  constructor({ buffer }: WebAssembly.Memory) {
    this.buffer = buffer;
    this.memory = new DataView(buffer);
  }

  writeRecord<Name extends RecordName>(
    name: Name,
    address: RecordAddress<Name>,
    values: KernelRecord<Name>,
  ): void {
    writeRecord(this.memory, address, RECORDS[name], values);
  }

  writeField<Name extends RecordName>(
    name: Name,
    address: RecordAddress<Name>,
    field: keyof KernelRecord<Name>,
    value: number,
  ): void {
    writeField(this.memory, address, RECORDS[name], field, value);
  }

  readField<Name extends RecordName>(
    name: Name,
    address: RecordAddress<Name>,
    field: keyof KernelRecord<Name>,
  ): number {
    return readField(this.memory, address, RECORDS[name], field);
  }

  bytes(address: number, length: number): Uint8Array {
    return new Uint8Array(this.buffer, address, length);
  }

  u32(address: number, length: number): Uint32Array {
    return new Uint32Array(this.buffer, address, length);
  }

  f32(address: number, length: number): Float32Array {
    return new Float32Array(this.buffer, address, length);
  }

  f64(address: number, length: number): Float64Array {
    return new Float64Array(this.buffer, address, length);
  }
}
