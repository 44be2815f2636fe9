import { FormatError } from '#model';
import { FILE_LIMITS } from '../chosen-file.ts';
import { shown } from '../shown.ts';

/** An entry of a zip's central directory. */
export interface ZipEntry {
  /** With `/` between folders. */
  readonly name: string;
  readonly isDeflated: boolean;
  readonly crc32: number;
  /** Of what is stored in the zip, and of what comes out. */
  readonly storedBytes: number;
  readonly inflatedBytes: number;
  /** Of its local header. */
  readonly offset: number;
}

const END = 0x06054b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const CENTRAL = 0x02014b50;
const CENTRAL_BYTES = 46;
const UTF8_NAME = 0x800;
/** Traditional and strong encryption, and an encrypted directory. */
const ENCRYPTED = 0x1 | 0x40 | 0x2000;
const STORED = 0;
const DEFLATED = 8;
const ZIP64 = 'a zip without zip64 extensions, which only archives over 4 GB need';

/** Whether bytes begin as a zip does: with an entry, or with the end of an empty one. */
export function isZip(bytes: Uint8Array): boolean {
  const isOneOf = (...last: readonly number[]): boolean => last.includes(bytes[3] ?? -1);
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return false;
  return (bytes[2] === 3 && isOneOf(4)) || (bytes[2] === 5 && isOneOf(6));
}

/**
 * The files in a zip, without folders (PKWARE's APPNOTE 6.3.10). The central directory decides: headers before the
 * data may leave sizes to a descriptor behind it.
 * @param file its name, for errors
 * @throws FormatError for what is no whole zip, is encrypted, is beyond `FILE_LIMITS`, or has names that are
 *   not relative and each its own
 */
export function readDirectory(bytes: Uint8Array, file: string): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === undefined) {
    throw new FormatError(file, 'the end', 'the directory of a whole zip', 'none: it is cut off');
  }
  const [disk, firstDisk] = [view.getUint16(end + 4, true), view.getUint16(end + 6, true)];
  const [here, count] = [view.getUint16(end + 8, true), view.getUint16(end + 10, true)];
  const [size, start] = [view.getUint32(end + 12, true), view.getUint32(end + 16, true)];
  if (count === 0xffff || size === 0xffffffff || start === 0xffffffff) {
    throw new FormatError(file, 'the directory', ZIP64, 'zip64');
  }
  if (disk !== 0 || firstDisk !== 0 || here !== count) {
    const found = `part ${disk + 1} with ${here} of ${count} entries`;
    throw new FormatError(file, 'the directory', 'a zip in one part', found);
  }
  if (count > FILE_LIMITS.entries) {
    throw new FormatError(file, 'entries', `at most ${FILE_LIMITS.entries}`, `${count}`);
  }
  if (start + size > end) {
    const expected = `to lie before byte ${end}`;
    throw new FormatError(file, 'the directory', expected, `bytes ${start} to ${start + size}`);
  }
  return entriesOf(view, { start, end: start + size, count }, file);
}

/** Where the end record is; behind it there is at most a comment. */
function findEnd(view: DataView): number | undefined {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
    if (view.getUint32(at, true) !== END) continue;
    if (at + END_BYTES + view.getUint16(at + 20, true) === view.byteLength) return at;
  }
  return undefined;
}

interface Directory {
  readonly start: number;
  readonly end: number;
  readonly count: number;
}

function entriesOf(view: DataView, { start, end, count }: Directory, file: string): ZipEntry[] {
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  let inflated = 0;
  let at = start;
  for (let index = 0; index < count; index++) {
    if (at + CENTRAL_BYTES > end || view.getUint32(at, true) !== CENTRAL) {
      throw new FormatError(file, `entry ${index + 1}`, `one of ${count}`, 'none in the directory');
    }
    const next = at + CENTRAL_BYTES + lengthsAfter(view, at);
    if (next > end) {
      throw new FormatError(file, `entry ${index + 1}`, 'a name within the directory', 'its end');
    }
    const name = nameOf(view, at);
    const entry = entryOf(view, at, name, file);
    at = next;
    if (name.endsWith('/')) continue;
    if (names.has(name)) {
      throw new FormatError(file, `entry ${shown(name)}`, 'a name of its own', 'two of that name');
    }
    names.add(name);
    inflated += entry.inflatedBytes;
    if (inflated > FILE_LIMITS.inflatedBytes) {
      const expected = `at most ${FILE_LIMITS.inflatedBytes / 1e6} MB`;
      throw new FormatError(file, 'inflated size', expected, `${(inflated / 1e6).toFixed(1)} MB`);
    }
    entries.push(entry);
  }
  return entries;
}

/** Bytes of name, extra field and comment. */
function lengthsAfter(view: DataView, at: number): number {
  return [28, 30, 32].reduce((sum, field) => sum + view.getUint16(at + field, true), 0);
}

function nameOf(view: DataView, at: number): string {
  const start = view.byteOffset + at + CENTRAL_BYTES;
  const bytes = new Uint8Array(view.buffer, start, view.getUint16(at + 28, true));
  const isUtf8 = (view.getUint16(at + 8, true) & UTF8_NAME) !== 0;
  // Names in another character set tell files apart all the same: what an export is made of has ASCII ones.
  const name = new TextDecoder(isUtf8 ? 'utf-8' : 'windows-1252').decode(bytes);
  // Some programs on Windows write paths as there.
  return name.replaceAll('\\', '/');
}

function entryOf(view: DataView, at: number, name: string, file: string): ZipEntry {
  const where = `entry ${shown(name)}`;
  const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
  const [storedBytes, inflatedBytes] = [
    view.getUint32(at + 20, true),
    view.getUint32(at + 24, true),
  ];
  const offset = view.getUint32(at + 42, true);
  if (flags & ENCRYPTED) {
    throw new FormatError(file, where, 'no encryption: pack it without a password', 'encryption');
  }
  if ([storedBytes, inflatedBytes, offset].includes(0xffffffff)) {
    throw new FormatError(file, where, ZIP64, 'zip64');
  }
  if (method !== STORED && method !== DEFLATED) {
    const expected = 'method 0 (stored) or 8 (deflate)';
    throw new FormatError(file, where, expected, `method ${method}`);
  }
  if (!isRelative(name)) {
    throw new FormatError(file, where, 'a relative path that stays inside the zip', shown(name));
  }
  if (inflatedBytes > FILE_LIMITS.entryBytes) {
    const found = `${(inflatedBytes / 1e6).toFixed(1)} MB`;
    throw new FormatError(file, where, `at most ${FILE_LIMITS.entryBytes / 1e6} MB`, found);
  }
  if (method === STORED && storedBytes !== inflatedBytes) {
    const expected = `${inflatedBytes} bytes, as it is stored without compression`;
    throw new FormatError(file, where, expected, `${storedBytes}`);
  }
  const crc32 = view.getUint32(at + 16, true);
  return { name, isDeflated: method === DEFLATED, crc32, storedBytes, inflatedBytes, offset };
}

function isRelative(name: string): boolean {
  return !/^\/|^[a-z]:|(^|\/)\.{1,2}(\/|$)|\p{Cc}/iu.test(name) && /[^/]/.test(name);
}
