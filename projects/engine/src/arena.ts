const PAGE_BYTES = 65536;
/** Every address is a multiple of this: a cache line. */
const ALIGNMENT_BYTES = 64;

/** A field of a record: its value and how it is stored. */
export type RecordField = { readonly u32: number } | { readonly f32: number };

/** Hands out consecutive, zeroed parts of a WebAssembly memory, which grows as needed. */
export class Arena {
  private readonly memory: WebAssembly.Memory;
  private next: number;

  /** @param start the first byte that may be handed out */
  constructor(memory: WebAssembly.Memory, start: number) {
    this.memory = memory;
    this.next = start;
  }

  /**
   * The address of so many fresh bytes.
   * @throws RangeError when the memory cannot grow that far
   */
  take(bytes: number): number {
    const address = Math.ceil(this.next / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
    this.next = address + bytes;
    const missing = this.next - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE_BYTES));
    return address;
  }

  /** The address of a fresh record of four-byte fields. */
  record(fields: readonly RecordField[]): number {
    const address = this.take(fields.length * 4);
    this.writeRecord(address, fields);
    return address;
  }

  /** Writes a record's fields again. */
  writeRecord(address: number, fields: readonly RecordField[]): void {
    const view = new DataView(this.memory.buffer, address);
    fields.forEach((field, index) => {
      if ('u32' in field) view.setUint32(index * 4, field.u32, true);
      else view.setFloat32(index * 4, field.f32, true);
    });
  }

  // Views are made when used: growing detaches those made before.
  bytes(address: number, length: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, address, length);
  }

  u32(address: number, length: number): Uint32Array {
    return new Uint32Array(this.memory.buffer, address, length);
  }

  f32(address: number, length: number): Float32Array {
    return new Float32Array(this.memory.buffer, address, length);
  }

  f64(address: number, length: number): Float64Array {
    return new Float64Array(this.memory.buffer, address, length);
  }
}
