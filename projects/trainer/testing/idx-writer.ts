import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes of an IDX file: magic number, sizes, data, big-endian (MNIST's description). */
export function idxBytes(magic: number, sizes: readonly number[], data: Uint8Array): Buffer {
  const header = Buffer.alloc(4 + sizes.length * 4);
  header.writeUInt32BE(magic, 0);
  sizes.forEach((size, index) => header.writeUInt32BE(size, 4 + index * 4));
  return Buffer.concat([header, data]);
}

/** Writes a data set in MNIST's shape whose digits are bars: each label inks rows of its own. */
export function writeBarDigits(folder: string, counts = { train: 300, t10k: 60 }): void {
  mkdirSync(folder, { recursive: true });
  for (const [part, count] of Object.entries(counts)) {
    const pixels = new Uint8Array(count * 784);
    const labels = Uint8Array.from({ length: count }, (_, image) => (image * 7) % 10);
    labels.forEach((label, image) => {
      const start = image * 784 + (4 + label * 2) * 28;
      pixels.fill(200 + (image % 50), start + 4, start + 24);
    });
    const images = idxBytes(0x803, [count, 28, 28], pixels);
    writeFileSync(join(folder, `${part}-images-idx3-ubyte`), images);
    writeFileSync(join(folder, `${part}-labels-idx1-ubyte`), idxBytes(0x801, [count], labels));
  }
}
