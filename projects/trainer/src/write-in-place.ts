import { FormatError } from '#model';
import { durableFiles, fileErrorCode, type FileOperations } from './file-operations.ts';

/**
 * Writes a file; what was there stays until all of it is on the disk.
 * @throws FormatError that says what stands in the way
 */
export function writeInPlace(
  path: string,
  content: string | Uint8Array,
  files: FileOperations = durableFiles,
): void {
  const beside = nameBeside(path);
  inWords(path, () => {
    try {
      files.write(beside, content);
      files.rename(beside, path);
    } catch (error) {
      files.remove(beside);
      throw error;
    }
  });
}

/** Where a file is until it is whole. */
export function nameBeside(path: string): string {
  return `${path}.${process.pid}.new`;
}

/**
 * Turns what the disk says no with into words.
 * @throws FormatError
 */
export function inWords(path: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    // No rights, no such folder, a full disk.
    if (fileErrorCode(error) === undefined) throw error;
    throw new FormatError(path, 'place', 'a place that can be written', (error as Error).message);
  }
}
