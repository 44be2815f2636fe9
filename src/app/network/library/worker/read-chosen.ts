import { FILE_LIMITS, type ChosenFile } from '#formats';
import { FormatError } from '#model';
import type { IncomingFile } from '../shared/import-report.ts';

const CHOSEN = 'chosen files';

/**
 * Reads chosen files into memory, unless they are too many or too large.
 * @throws FormatError that names the file
 */
export async function readChosen(files: readonly IncomingFile[]): Promise<readonly ChosenFile[]> {
  const { entries, bytes: most } = FILE_LIMITS;
  if (files.length > entries) {
    throw new FormatError(CHOSEN, 'files', `at most ${entries}`, `${files.length}`);
  }
  const size = files.reduce((sum, { file }) => sum + file.size, 0);
  if (size > most) {
    const found = `${(size / 1e6).toFixed(1)} MB`;
    throw new FormatError(CHOSEN, 'size', `at most ${most / 1e6} MB`, found);
  }
  const chosen: ChosenFile[] = [];
  for (const { path, file } of files) {
    try {
      chosen.push({ name: path, bytes: new Uint8Array(await file.arrayBuffer()) });
    } catch (error) {
      // NotFoundError, NotReadableError: a folder, a file that has since moved or changed, or no permission.
      if (!(error instanceof DOMException)) throw error;
      throw new FormatError(path, 'the file', 'one that can be read', String(error));
    }
  }
  return chosen;
}
