import { FormatError } from '#model';
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { exportStem } from './export-path.ts';
import { fileErrorCode, makeFolders } from './file-operations.ts';

/** As long as the longest name that an export writes. */
const PROBE_NAME = `.write-test-${String(process.pid).padStart(30, '0')}`;

/**
 * Finds out before hours of training whether an export can be written, by doing the same in small, and
 * leaves nothing behind.
 * @param path of the manifest
 * @throws FormatError that says what stands in the way
 */
export function probeExport(path: string): void {
  const folder = dirname(resolve(path));
  const shards = join(folder, exportStem(path));
  let there = shards;
  while (!existsSync(there)) there = dirname(there);
  try {
    checkExisting(path);
    makeFolders(shards);
    for (const place of [shards, folder]) {
      // Some file systems refuse only when asked for real.
      const probe = join(place, PROBE_NAME);
      closeSync(openSync(probe, 'wx'));
      rmSync(probe);
    }
  } catch (error) {
    // No rights, a read-only disk, a file in the way, a path that is too long.
    if (fileErrorCode(error) === undefined) throw error;
    throw new FormatError(path, 'place', 'a place that can be written', (error as Error).message);
  } finally {
    for (let made = shards; made !== there; made = dirname(made)) {
      // Missing where it could not be made.
      if (existsSync(made)) rmdirSync(made);
    }
  }
}

/** Throws FormatError for what is at the path and is no export's manifest, broken or not. */
function checkExisting(path: string): void {
  const status = statSync(path, { throwIfNoEntry: false });
  if (!status) return;
  if (!status.isFile()) throw new FormatError(path, 'place', 'a file', `a folder: ${path}`);
  const text = readFileSync(path, 'latin1').replaceAll('\0', '');
  if (text.trim() === '' || text.includes('"timeline"')) return;
  throw new FormatError(path, 'place', 'a new file or an export', `another file: ${path}`);
}
