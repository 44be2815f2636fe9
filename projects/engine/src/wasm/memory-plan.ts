import { FIRST_FREE_BYTE } from './kernels.ts';
import type { MemoryViews, RecordField } from './memory-views.ts';

/** Every address is a multiple of this: a cache line. */
export const ALIGNMENT_BYTES = 64;

/**
 * Hands out consecutive parts of a WebAssembly memory that is made when all are known: shared memory
 * has to say at once how large it may become.
 */
export class MemoryPlan {
  private next = FIRST_FREE_BYTE;
  private readonly records = new Map<number, readonly RecordField[]>();

  /** Bytes that the memory needs for what was taken. */
  get byteLength(): number {
    return this.next;
  }

  /** The address of so many bytes, zero at first. */
  take(bytes: number): number {
    const address = Math.ceil(this.next / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
    this.next = address + bytes;
    return address;
  }

  /** The address of a record of four-byte fields. */
  record(fields: readonly RecordField[]): number {
    const address = this.take(fields.length * 4);
    this.records.set(address, fields);
    return address;
  }

  /** Writes the records into the memory. */
  writeRecords(views: MemoryViews): void {
    for (const [address, fields] of this.records) views.writeRecord(address, fields);
  }
}
