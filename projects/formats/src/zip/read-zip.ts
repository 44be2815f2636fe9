import { FormatError } from '#model';
import { Inflate } from 'fflate';
import type { ChosenFile } from '../chosen-file.ts';
import { shown } from '../shown.ts';
import { crc32 } from './crc32.ts';
import { readDirectory, type ZipEntry } from './zip-directory.ts';

const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
/** Deflate makes at most 1,032 bytes of one: so much at a time cannot outgrow an entry by more than 17 MB. */
const CHUNK_BYTES = 16384;

/**
 * Unpacks a zip, stored or deflated. Each file has the length and the CRC-32 that the directory says.
 * @param file its name, for errors
 * @throws FormatError that names the entry
 */
export function readZip(bytes: Uint8Array<ArrayBuffer>, file: string): ChosenFile[] {
  return readDirectory(bytes, file).map((entry) => ({
    name: entry.name,
    bytes: unpack(bytes, entry, file),
  }));
}

function unpack(
  bytes: Uint8Array<ArrayBuffer>,
  entry: ZipEntry,
  file: string,
): Uint8Array<ArrayBuffer> {
  const where = `entry ${shown(entry.name)}`;
  const start = dataStart(bytes, entry);
  if (start === undefined || start + entry.storedBytes > bytes.length) {
    const found = `none at byte ${entry.offset} of ${bytes.length}`;
    throw new FormatError(file, where, `its header and ${entry.storedBytes} bytes`, found);
  }
  const stored = bytes.subarray(start, start + entry.storedBytes);
  const data = entry.isDeflated ? inflate(stored, entry.inflatedBytes) : stored;
  if (typeof data === 'string') {
    throw new FormatError(file, where, `${entry.inflatedBytes} bytes, deflated`, data);
  }
  const found = crc32(data);
  if (found !== entry.crc32) {
    throw new FormatError(
      file,
      where,
      `CRC-32 ${hex(entry.crc32)}`,
      `${hex(found)}: it is damaged`,
    );
  }
  return data;
}

/** Where an entry's bytes begin; undefined where there is no header of it. */
function dataStart(bytes: Uint8Array, { offset }: ZipEntry): number | undefined {
  if (offset + LOCAL_BYTES > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, LOCAL_BYTES);
  if (view.getUint32(0, true) !== LOCAL) return undefined;
  return offset + LOCAL_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
}

/** The bytes, exactly so many, or what is wrong with them. */
function inflate(stored: Uint8Array, expected: number): Uint8Array<ArrayBuffer> | string {
  const data = new Uint8Array(expected);
  let length = 0;
  const inflater = new Inflate((part) => {
    // More than that is not kept; the loop below stops, which an error thrown here would not make it.
    if (length + part.length <= expected) data.set(part, length);
    length += part.length;
  });
  try {
    for (let start = 0; start < stored.length && length <= expected; start += CHUNK_BYTES) {
      const end = Math.min(start + CHUNK_BYTES, stored.length);
      inflater.push(stored.subarray(start, end), end === stored.length);
    }
  } catch (error) {
    // fflate throws errors of its own for data that is not deflated, and RangeErrors of typed arrays for some.
    return `data that does not inflate (${error instanceof Error ? shown(error.message) : 'damaged'})`;
  }
  if (length === expected) return data;
  return length > expected ? `more than ${expected}` : `${length}`;
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0');
}
