import { formatDrawingsFile, IMAGE_SIZE, type Drawing } from '#model';
import { writeZip } from '../zip/write-zip.ts';

/** A drawing of a digit, and what a network is given of it. */
export interface PreparedDrawing {
  /** 0 to 9. */
  readonly digit: number;
  readonly drawing: Drawing;
  /** Ink 0..255, row-major `[28][28]`. */
  readonly image: Uint8Array;
}

/** The first bytes of IDX files: unsigned bytes, in three dimensions or in one. */
const IMAGES_MAGIC = 0x00000803;
const LABELS_MAGIC = 0x00000801;

/**
 * Drawings of digits in a zip: images and labels in MNIST's own format, IDX, and the drawings themselves
 * (docs/manual/training.md), all in the same order.
 */
export function labelledDrawingsZip(digits: readonly PreparedDrawing[]): Uint8Array<ArrayBuffer> {
  const images = idxFile(
    [IMAGES_MAGIC, digits.length, IMAGE_SIZE, IMAGE_SIZE],
    digits.map(({ image }) => image),
  );
  const labels = idxFile(
    [LABELS_MAGIC, digits.length],
    [Uint8Array.from(digits, ({ digit }) => digit)],
  );
  const drawings = formatDrawingsFile(digits.map(({ digit, drawing }) => ({ digit, drawing })));
  return writeZip([
    { name: 'own-images-idx3-ubyte', bytes: images },
    { name: 'own-labels-idx1-ubyte', bytes: labels },
    { name: 'drawings.json', bytes: new TextEncoder().encode(drawings) },
  ]);
}

/** Its header, as big-endian numbers of four bytes, then its bytes. */
function idxFile(header: readonly number[], parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = parts.reduce((sum, part) => sum + part.length, header.length * 4);
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  header.forEach((value, index) => {
    view.setUint32(index * 4, value);
  });
  let at = header.length * 4;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
