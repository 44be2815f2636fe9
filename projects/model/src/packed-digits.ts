import { FormatError } from './format-error.ts';
import { IMAGE_SIZE } from './ink.ts';
import type { LabelledImages } from './labelled-images.ts';

/** The first bytes of packed digits: their type and version. */
const MAGIC = 'DIG4';
const CLASSES = 10;
const PIXELS = IMAGE_SIZE * IMAGE_SIZE;
const HEADER_BYTES = MAGIC.length + 2;
const MOST = 0xffff;
/** Ink 0..255 is rounded to fifteenths, so that 15 is 255 again. */
const INK_STEP = 17;

/**
 * Packs labelled digits into 4 bits a pixel: `DIG4`, their number (16 bits, little-endian), the labels and then the
 * pixels, two to a byte, the first in the low half. It is meant to be compressed by gzip.
 * @param digits of 28x28 pixels
 * @throws RangeError unless there are 1 to 65,535 digits, each with a label 0..9
 */
export function packDigits({ pixels, labels }: LabelledImages): Uint8Array<ArrayBuffer> {
  const count = labels.length;
  if (count < 1 || count > MOST || pixels.length !== count * PIXELS) {
    throw new RangeError(
      `digits: expected 1 to ${MOST} of 28x28 pixels, found ${count} labels and ${pixels.length} pixels`,
    );
  }
  const odd = labels.find((label) => label >= CLASSES);
  if (odd !== undefined) throw new RangeError(`digits: expected labels 0 to 9, found ${odd}`);
  const packed = new Uint8Array(packedBytes(count));
  packed.set(Array.from(MAGIC, (letter) => letter.charCodeAt(0)));
  new DataView(packed.buffer).setUint16(MAGIC.length, count, true);
  let at = HEADER_BYTES;
  for (let i = 0; i < count; i += 2) packed[at++] = (labels[i] ?? 0) | ((labels[i + 1] ?? 0) << 4);
  for (let i = 0; i < pixels.length; i += 2) {
    packed[at++] = inkStep(pixels[i]) | (inkStep(pixels[i + 1]) << 4);
  }
  return packed;
}

/**
 * Reads the format of `packDigits`, and checks all of it.
 * @param file its name, for errors
 * @returns ink in steps of 17
 * @throws FormatError
 */
export function unpackDigits(packed: Uint8Array, file: string): LabelledImages {
  const magic = String.fromCharCode(...packed.subarray(0, MAGIC.length));
  if (magic !== MAGIC) {
    throw new FormatError(file, 'its beginning', JSON.stringify(MAGIC), JSON.stringify(magic));
  }
  if (packed.length < HEADER_BYTES) {
    throw new FormatError(file, 'length', `at least ${HEADER_BYTES} bytes`, `${packed.length}`);
  }
  const count = (packed[MAGIC.length] ?? 0) | ((packed[MAGIC.length + 1] ?? 0) << 8);
  if (count === 0) throw new FormatError(file, 'digits', 'at least 1', '0');
  const expected = packedBytes(count);
  if (packed.length !== expected) {
    const bytes = `${expected} bytes for ${count} digits`;
    throw new FormatError(file, 'length', bytes, `${packed.length}`);
  }
  const labels = new Uint8Array(count);
  const pixels = new Uint8Array(count * PIXELS);
  let at = HEADER_BYTES;
  for (let i = 0; i < count; i += 2) {
    const pair = packed[at++] ?? 0;
    labels[i] = pair & 0xf;
    if (i + 1 < count) labels[i + 1] = pair >> 4;
  }
  const odd = labels.findIndex((label) => label >= CLASSES);
  if (odd !== -1) throw new FormatError(file, `label ${odd}`, '0 to 9', `${labels[odd] ?? ''}`);
  for (let i = 0; i < pixels.length; i += 2) {
    const pair = packed[at++] ?? 0;
    pixels[i] = (pair & 0xf) * INK_STEP;
    pixels[i + 1] = (pair >> 4) * INK_STEP;
  }
  return { pixels, labels };
}

function packedBytes(count: number): number {
  return HEADER_BYTES + Math.ceil(count / 2) + (count * PIXELS) / 2;
}

function inkStep(ink: number | undefined): number {
  return Math.round((ink ?? 0) / INK_STEP);
}
