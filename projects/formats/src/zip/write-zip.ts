import { deflateSync } from 'fflate';
import type { ChosenFile } from '../chosen-file.ts';
import { joined } from '../joined.ts';
import { crc32 } from './crc32.ts';

/** 2.0: deflate and folders. */
const VERSION = 20;
const UTF8_NAME = 0x800;
const DEFLATED = 8;
/** 1980-01-01, the first day that zips know: the same files give the same bytes. */
const DATE = 0x21;

/**
 * Packs files into a zip, deflated, in their order. The same files give the same bytes.
 * @param files names with `/` between folders
 */
export function writeZip(files: readonly ChosenFile[]): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, bytes } of files) {
    const nameBytes = new TextEncoder().encode(name);
    const data = deflateSync(bytes);
    // What both headers have in common: version to signature, flags, method, time, date, CRC and sizes.
    const common = [
      ...[u16(VERSION), u16(UTF8_NAME), u16(DEFLATED), u16(0), u16(DATE), u32(crc32(bytes))],
      ...[u32(data.length), u32(bytes.length), u16(nameBytes.length), u16(0)],
    ].flat();
    const local = Uint8Array.from([...u32(0x04034b50), ...common]);
    parts.push(local, nameBytes, data);
    const rest = [...u16(0), ...u16(0), ...u16(0), ...u32(0), ...u32(offset)];
    const central = [...u32(0x02014b50), ...u16(VERSION), ...common, ...rest];
    directory.push(Uint8Array.from(central), nameBytes);
    offset += local.length + nameBytes.length + data.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const counts = [...u16(0), ...u16(0), ...u16(files.length), ...u16(files.length)];
  const end = [...u32(0x06054b50), ...counts, ...u32(size), ...u32(offset), ...u16(0)];
  return joined([...parts, ...directory, Uint8Array.from(end)]);
}

function u16(value: number): number[] {
  return [value & 0xff, value >>> 8];
}

function u32(value: number): number[] {
  return [...u16(value & 0xffff), ...u16(value >>> 16)];
}
