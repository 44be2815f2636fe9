import { atOnce, type Steps } from '#engine';
import { FormatError } from '#model';
import { mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { ExportContents } from './export-files.ts';
import { durableFiles, fileErrorCode, type FileOperations } from './file-operations.ts';
import { writeSteps } from './write-export.ts';

/** An export that could not be put where it was to be: the message says why, and where it is instead. */
export class SaveError extends Error {
  override readonly name = 'SaveError';
}

/** What saving can be told otherwise; for specs. */
export interface SaveOptions {
  readonly files?: FileOperations;
  /** Folders to put a rescue copy in, the first one that takes it. */
  readonly rescueFolders?: readonly string[];
}

/**
 * `writeExport`, for what was long in the making: where the disk refuses it, the export is written
 * somewhere else.
 * @throws SaveError in one line that says where
 */
export function saveExport(path: string, contents: ExportContents, options?: SaveOptions): void {
  atOnce(saveSteps(path, contents, options));
}

/** `saveExport` in steps of some milliseconds; what is thrown into one leaves all as it was. */
export function* saveSteps(
  path: string,
  contents: ExportContents,
  { files = durableFiles, rescueFolders = usualFolders() }: SaveOptions = {},
): Steps<void> {
  try {
    yield* writeSteps(path, contents, files);
  } catch (error) {
    const reason = refusalOf(error);
    if (reason === undefined) throw error;
    const rescued = yield* rescue(basename(path), contents, files, rescueFolders);
    const where = rescued
      ? `the network is in ${rescued} instead: copy it from there, with its folder`
      : `nor was there room for it in ${rescueFolders.join(', ')}: it is lost`;
    throw new SaveError(`${path}: expected to be written, found ${reason}; ${where}`);
  }
}

function usualFolders(): string[] {
  return [...new Set([tmpdir(), homedir(), process.cwd()])];
}

/** Writes the export into a new folder in the first of the folders that takes it. */
function* rescue(
  name: string,
  contents: ExportContents,
  files: FileOperations,
  folders: readonly string[],
): Steps<string | undefined> {
  for (const folder of folders) {
    let made: string | undefined;
    try {
      made = mkdtempSync(join(folder, 'rescued-weights-'));
      yield* writeSteps(join(made, name), contents, files);
      return join(made, name);
    } catch (error) {
      if (made !== undefined) rmSync(made, { recursive: true, force: true });
      // Full or not ours, too: there may be another.
      if (refusalOf(error) === undefined) throw error;
    }
  }
  return undefined;
}

/** What the disk said no with; a file that reads back other than it was written is a refusal too. */
function refusalOf(error: unknown): string | undefined {
  if (error instanceof FormatError || fileErrorCode(error) !== undefined) {
    return (error as Error).message;
  }
  return undefined;
}
