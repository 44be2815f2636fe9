import { inflateRawSync } from 'node:zlib';

const ENTRY = 0x02014b50;
const DEFLATED = 8;

/** The files of a zip by name, by its central directory; it is none of the app's own readers. */
export function unzipped(zip: Buffer): Map<string, Buffer> {
  // The end of the directory, without a comment behind it.
  const end = zip.length - 22;
  let at = zip.readUInt32LE(end + 16);
  const files = new Map<string, Buffer>();
  while (at < end && zip.readUInt32LE(at) === ENTRY) {
    const [method, packed] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field));
    const local = zip.readUInt32LE(at + 42);
    const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(begin, begin + packed);
    const title = zip.toString('utf8', at + 46, at + 46 + (name ?? 0));
    files.set(title, method === DEFLATED ? inflateRawSync(bytes) : bytes);
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return files;
}
