import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';

/** What writing an export does to the disk; specs interrupt it between any two. */
export interface FileOperations {
  /** Creates a folder and those above it; one that is there stays. */
  makeFolder(path: string): void;
  write(path: string, content: string | Uint8Array): void;
  /** A second name for a file, or a copy of it, in place of what may have that name. */
  link(source: string, target: string): void;
  /** Moves a file, in one moment, over what may be there. */
  rename(source: string, target: string): void;
  /** Removes a file or a folder with all in it. */
  remove(path: string): void;
}

/** What the disk is asked to do; replaced in specs. */
export interface DiskCalls {
  rename(source: string, target: string): void;
  /** Writes a folder's entries to the disk. */
  syncFolder(path: string): void;
  /** Lets time pass. */
  pause(milliseconds: number): void;
}

/** How long a file that another program holds (a virus scanner, an open viewer) is waited for, in ms. */
const PAUSES = [10, 30, 100, 300, 1000];

/** Operations after each of which everything is on the disk before the next begins. */
export function durable(
  calls: DiskCalls = { rename: renameSync, syncFolder, pause },
): FileOperations {
  return {
    makeFolder: (path) => {
      // Each new folder is an entry of the one above it.
      for (const made of makeFolders(path)) calls.syncFolder(dirname(made));
    },
    write: (path, content) => {
      const file = openSync(path, 'w');
      try {
        writeFileSync(file, content);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
    },
    link: (source, target) => {
      rmSync(target, { force: true });
      linkOrCopy(source, target);
      calls.syncFolder(dirname(target));
    },
    rename: (source, target) => {
      renamePatiently(source, target, calls);
      calls.syncFolder(dirname(target));
    },
    remove: (path) => {
      // Like renaming, patient with who holds a file.
      rmSync(path, { recursive: true, force: true, maxRetries: PAUSES.length, retryDelay: 100 });
    },
  };
}

/** The disk. */
export const durableFiles: FileOperations = durable();

/**
 * Creates a folder and those above it that are missing. Not with `recursive`: where a file system says
 * that there is no such folder when it means that there may be none (/proc), Node tries for ever.
 * @returns absolute paths of those that were made, the uppermost first
 * @throws Error of the file system, with those made that could be
 */
export function makeFolders(path: string): string[] {
  const missing: string[] = [];
  let folder = resolve(path);
  for (; !existsSync(folder); folder = dirname(folder)) missing.unshift(folder);
  // A file in its place is told by whoever wants to write into it.
  for (const each of missing) mkdirSync(each);
  return missing;
}

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

/** The code of an error of the file system, e.g. `ENOSPC`; undefined for any other error. */
export function fileErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return undefined;
  return String(error.code);
}

function renamePatiently(source: string, target: string, calls: DiskCalls): void {
  for (const milliseconds of PAUSES) {
    try {
      calls.rename(source, target);
      return;
    } catch (error) {
      // What Windows says of a file that is open somewhere.
      if (!['EPERM', 'EBUSY', 'EACCES'].includes(fileErrorCode(error) ?? '')) throw error;
      calls.pause(milliseconds);
    }
  }
  calls.rename(source, target);
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function syncFolder(path: string): void {
  if (process.platform === 'win32') return; // Windows cannot open a folder to sync it.
  let folder: number | undefined;
  try {
    folder = openSync(path, 'r');
    fsyncSync(folder);
  } catch (error) {
    // Network drives that sync no folders, and folders that may be written but not listed.
    if (!['EINVAL', 'ENOTSUP', 'EACCES', 'EPERM'].includes(fileErrorCode(error) ?? '')) throw error;
  } finally {
    if (folder !== undefined) closeSync(folder);
  }
}
