import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { DataFileError } from './data-file-error.ts';

const GZIP_MAGIC = 0x1f8b;

/**
 * The bytes of a file, gzipped or not.
 * @throws DataFileError that names the file
 */
export function readDataFile(file: string): Buffer {
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
