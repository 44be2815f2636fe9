import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DataFileError } from './data-file-error.ts';

/** Which half of MNIST. */
export type MnistPart = 'train' | 't10k';

/** Folders in folders that are looked into: torchvision puts the files into `MNIST/raw/`. */
const DEPTH = 2;

/**
 * Finds one of MNIST's four files: in the folder, else in the folders in it, else one further down.
 * @throws DataFileError where there is none, and where there are several in different folders
 */
export function findIdxFile(folder: string, part: MnistPart, what: 'images' | 'labels'): string {
  const idx = what === 'images' ? 'idx3' : 'idx1';
  const separator = '[-._ ]';
  const copy = '( ?\\(\\d+\\))?';
  const pattern = new RegExp(
    `^${part}${separator}${what}${separator}${idx}${separator}ubyte${copy}(\\.gz)?${copy}$`,
    'i',
  );
  let folders = [folder];
  for (let depth = 0; depth <= DEPTH; depth++) {
    const entries = folders.flatMap(entriesOf);
    const found = entries.filter(({ name, isFile }) => isFile && pattern.test(name));
    const [first] = found;
    const other = found.find((entry) => entry.folder !== first?.folder);
    if (first && other) {
      throw new DataFileError(
        `${folder}: expected one ${part} set, found ${first.path} and ${other.path}`,
      );
    }
    if (first) return first.path;
    folders = entries.filter(({ isFile }) => !isFile).map(({ path }) => path);
  }
  const usual = `${part}-${what}-${idx}-ubyte`;
  throw new DataFileError(`${folder}: expected a file ${usual} or ${usual}.gz, found none`);
}

interface Entry {
  readonly folder: string;
  readonly name: string;
  readonly path: string;
  readonly isFile: boolean;
}

/** Files and folders in a folder, the shortest names first: what was not gzipped or copied. */
function entriesOf(folder: string): Entry[] {
  try {
    return readdirSync(folder)
      .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
      .flatMap((name) => {
        const path = join(folder, name);
        const kind = kindOf(path);
        return kind === undefined ? [] : [{ folder, name, path, isFile: kind === 'file' }];
      });
  } catch {
    // Missing, a file, or not ours to read: nothing is found there.
    return [];
  }
}

function kindOf(path: string): 'file' | 'folder' | undefined {
  try {
    const status = statSync(path);
    if (status.isFile()) return 'file';
    return status.isDirectory() ? 'folder' : undefined;
  } catch {
    // A link to nothing or to itself, or not ours to look at.
    return undefined;
  }
}
