import {
  closeSync,
  copyFileSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** What writing an export does to the disk; specs interrupt it between any two. */
export interface FileOperations {
  /** Creates a folder and those above it; one that is there stays. */
  makeFolder(path: string): void;
  write(path: string, text: string): void;
  /** A second name for a file, or a copy of it, in place of what may have that name. */
  link(source: string, target: string): void;
  /** Moves a file, in one moment, over what may be there. */
  rename(source: string, target: string): void;
  /** Removes a file or a folder with all in it. */
  remove(path: string): void;
}

/** The disk, with every step on it before the next begins. */
export const durableFiles: FileOperations = {
  makeFolder: (path) => {
    mkdirSync(path, { recursive: true });
  },
  write: (path, text) => {
    const file = openSync(path, 'w');
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  },
  link: (source, target) => {
    rmSync(target, { force: true });
    linkOrCopy(source, target);
  },
  rename: (source, target) => {
    renameSync(source, target);
    syncFolder(dirname(target));
  },
  remove: (path) => {
    rmSync(path, { recursive: true, force: true });
  },
};

/**
 * Gives a file a second name; copies it where the file system has no second names (exFAT, some network
 * drives).
 */
export function linkOrCopy(source: string, target: string, link = linkSync): void {
  try {
    link(source, target);
  } catch {
    // EPERM, ENOTSUP, ENOSYS, EMLINK and others, by system; a copy that fails too says what is wrong.
    copyFileSync(source, target);
    const copy = openSync(target, 'r+');
    try {
      fsyncSync(copy);
    } finally {
      closeSync(copy);
    }
  }
}

function syncFolder(path: string): void {
  if (process.platform === 'win32') return; // Windows cannot open a folder to sync it.
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
