import { JsonField, parseJson } from '#model';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeCompressed } from './compressed.ts';
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
  const list = parseJson(readFileSync(path, 'utf8'), path);
  new JsonField(path, list).get('timestamp').number();
  const stamped = Buffer.from(JSON.stringify({ ...(list as object), timestamp: nowMs }, null, 2));
  writeFileSync(path, stamped);
  writeCompressed(path, stamped);
  writeReleaseList(folder);
}
