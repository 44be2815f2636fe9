import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** An entry of a zip, and what its headers say other than they should. */
export interface BuiltEntry {
  readonly name: string;
  readonly data: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  /** Sizes and CRC stand behind the data, as programs write that do not know them before. */
  readonly hasDescriptor?: boolean;
  readonly crc?: number;
  readonly storedSize?: number;
  readonly inflatedSize?: number;
  /** What is put in place of the deflated data. */
  readonly stored?: Uint8Array;
}

/** A zip put together from headers by themselves, with Node's own deflate and CRC-32. */
export function buildZip(
  entries: readonly BuiltEntry[],
  { comment = '', count = entries.length, disks = 0, size = -1 } = {},
): Uint8Array<ArrayBuffer> {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { name, data, method = 8, flags = 0, hasDescriptor = false } = entry;
    const nameBytes = Buffer.from(name);
    const stored = entry.stored ?? (method === 8 ? deflateRawSync(data) : Buffer.from(data));
    const crc = entry.crc ?? crc32(data);
    const sizes = [entry.storedSize ?? stored.length, entry.inflatedSize ?? data.length] as const;
    const [bit, known] = hasDescriptor ? [8, [0, 0, 0]] : [0, [crc, ...sizes]];
    const head = (numbers: readonly number[]): Buffer =>
      Buffer.concat([
        shorts(20, flags | bit | 0x800, method, 0, 0x21),
        longs(...numbers),
        shorts(nameBytes.length, 0),
      ]);
    const local = [longs(0x04034b50), head(known), nameBytes, Buffer.from(stored)];
    if (hasDescriptor) local.push(longs(0x08074b50, crc, ...sizes));
    parts.push(...local);
    directory.push(
      longs(0x02014b50),
      shorts(20),
      head([crc, ...sizes]),
      shorts(0, 0, 0),
      longs(0, offset),
      nameBytes,
    );
    offset += local.reduce((sum, part) => sum + part.length, 0);
  }
  const central = Buffer.concat(directory);
  const end = [
    ...[longs(0x06054b50), shorts(disks, 0, count, count)],
    ...[
      longs(size === -1 ? central.length : size, offset),
      shorts(comment.length),
      Buffer.from(comment),
    ],
  ];
  return new Uint8Array(Buffer.concat([...parts, central, ...end]));
}

/** The files of a zip by its local headers, one behind the other, as a program reads that cannot go back. */
export function unpackInOrder(zip: Uint8Array): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const bytes = Buffer.from(zip);
  for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50;) {
    const [method, crc] = [bytes.readUInt16LE(at + 8), bytes.readUInt32LE(at + 14)];
    const [stored, inflated] = [bytes.readUInt32LE(at + 18), bytes.readUInt32LE(at + 22)];
    const [nameLength, extra] = [bytes.readUInt16LE(at + 26), bytes.readUInt16LE(at + 28)];
    const name = bytes.subarray(at + 30, at + 30 + nameLength).toString();
    const start = at + 30 + nameLength + extra;
    const raw = bytes.subarray(start, start + stored);
    const data = method === 8 ? inflateRawSync(raw) : raw;
    if (data.length !== inflated || crc32(data) !== crc) throw new Error(`${name}: damaged`);
    files.set(name, data);
    at = start + stored;
  }
  return files;
}

function shorts(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => buffer.writeUInt16LE(value, index * 2));
  return buffer;
}

function longs(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => buffer.writeUInt32LE(value, index * 4));
  return buffer;
}
