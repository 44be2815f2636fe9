import { recordBytes } from '../memory-record.ts';
import { RECORDS } from './kernel-layout.ts';
import type { KernelRecord, RecordAddress, RecordName } from './kernel-record.ts';
import { FIRST_FREE_BYTE } from './kernels.ts';
import type { MemoryViews } from './memory-views.ts';

/** Every address is a multiple of this: a cache line. */
export const ALIGNMENT_BYTES = 64;

/**
 * Hands out consecutive parts of a WebAssembly memory that is made when all are known: shared memory
 * has to say at once how large it may become.
 */
export class MemoryPlan {
  private next = FIRST_FREE_BYTE;
  private readonly writes: ((views: MemoryViews) => void)[] = [];

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

  /** The address of a record, zero at first. */
  takeRecord<Name extends RecordName>(name: Name): RecordAddress<Name> {
    // The one place where an address becomes that of a record.
    return this.take(recordBytes(RECORDS[name])) as RecordAddress<Name>;
  }

  /** The address of a record with these values. */
  record<Name extends RecordName>(name: Name, values: KernelRecord<Name>): RecordAddress<Name> {
    const address = this.takeRecord(name);
    this.writes.push((views) => {
      views.writeRecord(name, address, values);
    });
    return address;
  }

  /** Writes the records into the memory. */
  writeRecords(views: MemoryViews): void {
    for (const write of this.writes) write(views);
  }
}
