import { FormatError } from '#model';
import { readFileSync, statSync } from 'node:fs';
import { durableFiles, type FileOperations } from '../file-operations.ts';
import { inWords, nameBeside, writeInPlace } from '../write-in-place.ts';
import { SHEET_MARK } from './mistakes-sheet.ts';

/**
 * Finds out, before there is anything to write, whether a sheet of mistakes can be put there; leaves nothing behind.
 * @throws FormatError that says what stands in the way
 */
export function probeSheet(path: string, files = durableFiles): void {
  inWords(path, () => {
    const status = statSync(path, { throwIfNoEntry: false });
    if (status?.isDirectory()) throw new FormatError(path, 'place', 'a file', `a folder: ${path}`);
    if (status && !isSheet(path, status.isFile())) {
      throw new FormatError(path, 'place', 'a new file or a sheet of mistakes', `another: ${path}`);
    }
    const beside = nameBeside(path);
    files.write(beside, '');
    files.remove(beside);
  });
}

/**
 * Writes a sheet of mistakes; what was there stays until all of it is on the disk.
 * @throws FormatError that says what stands in the way
 */
export function writeSheet(path: string, text: string, files: FileOperations = durableFiles): void {
  writeInPlace(path, text, files);
}

/** Whether there is nothing to lose: an earlier sheet or an empty file. */
function isSheet(path: string, isFile: boolean): boolean {
  if (!isFile) return false;
  const text = readFileSync(path, 'latin1');
  return text.trim() === '' || text.includes(SHEET_MARK);
}
