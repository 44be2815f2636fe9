import { JsonField, parseJson } from '#model';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** The name of the list of files, in the folder of a built app. */
export const RELEASE_LIST = 'release.json';
/** The name of the list while it is being written. */
const UNFINISHED = `${RELEASE_LIST}.new`;

const VERSION = 1;
const SHA256 = /^[0-9a-f]{64}$/;
/** Allows no way out of the folder, on any system. */
const SEGMENT = /^(?!\.{1,2}$)[^/\\\0]+$/;

/** A file of a release. */
export interface ListedFile {
  /** Relative to the release's folder, with slashes. */
  readonly path: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** The SHA-256 of a file's bytes, lower-case hex. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Parses a list of files.
 * @param file where the text comes from, for messages
 * @throws FormatError that names file and field
 */
export function parseReleaseList(text: string, file: string): readonly ListedFile[] {
  const list = new JsonField(file, parseJson(text, file));
  list.get('version').oneOf(VERSION);
  const paths = new Set<string>();
  return list
    .get('files')
    .items()
    .map((item) => {
      const path = item.get('path');
      if (
        !path
          .string()
          .split('/')
          .every((segment) => SEGMENT.test(segment))
      ) {
        throw path.error('a path below the folder');
      }
      if (paths.has(path.string())) throw path.error('every file once');
      paths.add(path.string());
      const sha256 = item.get('sha256');
      if (!SHA256.test(sha256.string())) throw sha256.error('64 hexadecimal digits');
      return {
        path: path.string(),
        bytes: item.get('bytes').integer(0),
        sha256: sha256.string(),
      };
    });
}

/**
 * Writes the list of all files in the folder of a built app, as the last step of a build. The list appears complete,
 * in one moment, and tells the hub that everything is there.
 */
export function writeReleaseList(folder: string): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((path): ListedFile => {
      const content = readFileSync(path);
      const name = path.slice(join(folder, sep).length).replaceAll(sep, '/');
      return { path: name, bytes: content.length, sha256: sha256Of(content) };
    })
    .filter(({ path }) => path !== RELEASE_LIST && path !== UNFINISHED)
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const unfinished = join(folder, UNFINISHED);
  writeFileSync(unfinished, `${JSON.stringify({ version: VERSION, files }, null, 1)}\n`);
  renameSync(unfinished, join(folder, RELEASE_LIST));
}
