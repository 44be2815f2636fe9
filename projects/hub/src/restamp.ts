import { JsonField, parseJson } from '#model';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { writeReleaseList } from './release-list.ts';

/** The service worker's list of files. */
const WORKER_LIST = 'ngsw.json';

/**
 * Gives a built app another time, and nothing else. A service worker that has had this build before knows it by the
 * hash of its list, and would not go back to it.
 * @throws FormatError when the worker's list is not as Angular writes it
 */
export function restamp(folder: string, nowMs: number): void {
  const path = join(folder, WORKER_LIST);
  const text = readFileSync(path, 'utf8');
  const timestamp = new JsonField(path, parseJson(text, path)).get('timestamp').number();
  const stamped = text.replace(/("timestamp":\s*)\d+/, `$1${nowMs}`);
  if (stamped === text && timestamp !== nowMs) throw new Error(`${path}: expected a timestamp`);
  writeFileSync(path, stamped);
  for (const [suffix, compress] of [
    ['.br', brotliCompressSync],
    ['.gz', gzipSync],
  ] as const) {
    if (existsSync(path + suffix)) writeFileSync(path + suffix, compress(stamped));
  }
  writeReleaseList(folder);
}
