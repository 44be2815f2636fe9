/** A field of a record: its value and how it is stored. */
export type RecordField = { readonly u32: number } | { readonly f32: number };

/** Reads and writes parts of a memory that does not grow. */
export class MemoryViews {
  private readonly buffer: ArrayBuffer;

  constructor({ buffer }: WebAssembly.Memory) {
    this.buffer = buffer;
  }

  writeRecord(address: number, fields: readonly RecordField[]): void {
    const view = new DataView(this.buffer, address);
    fields.forEach((field, index) => {
      if ('u32' in field) view.setUint32(index * 4, field.u32, true);
      else view.setFloat32(index * 4, field.f32, true);
    });
  }

  bytes(address: number, length: number): Uint8Array {
    return new Uint8Array(this.buffer, address, length);
  }

  i32(address: number, length: number): Int32Array {
    return new Int32Array(this.buffer, address, length);
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
