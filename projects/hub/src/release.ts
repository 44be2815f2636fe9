import { FormatError } from '#model';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ENCODINGS, type Encoding } from './encodings.ts';
import { HubError, isSystemError } from './hub-error.ts';
import { parseReleaseList, RELEASE_LIST, sha256Of, type ListedFile } from './release-list.ts';

/** A file's bytes in one encoding. */
export interface Representation {
  readonly encoding: Encoding;
  readonly body: Buffer;
  /** SHA-256 of the body, lower-case hex. */
  readonly sha256: string;
}

/** A file of the app, in every encoding of the build. */
export interface Resource {
  /** Relative to the app's folder, with slashes. */
  readonly path: string;
  /** In the order of `ENCODINGS`. */
  readonly representations: readonly Representation[];
}

/** A complete built app in memory. */
export interface Release {
  /** SHA-256 of its list of files. */
  readonly id: string;
  /** By path. */
  readonly resources: ReadonlyMap<string, Resource>;
}

const SUFFIXES = { br: '.br', gzip: '.gz', identity: '' } as const satisfies Record<
  Encoding,
  string
>;
const INDEX = 'index.html';

/**
 * Reads a built app into memory and compares every file with the build's list.
 * @param known bodies by SHA-256, which are already in memory and need not be held twice
 * @throws HubError when the app is not built, incomplete or damaged, or cannot be read
 */
export async function loadRelease(
  folder: string,
  known: ReadonlyMap<string, Buffer> = new Map(),
): Promise<Release> {
  const path = join(folder, RELEASE_LIST);
  try {
    const text = await readFile(path, 'utf8');
    const listed = new Map(parseReleaseList(text, path).map((file) => [file.path, file]));
    if (!listed.has(INDEX)) throw new HubError(`${path}: expected ${INDEX} in it, found none`);
    const bodies = new Map<string, Buffer>();
    for (const file of listed.values()) {
      const body = await readWhole(folder, file);
      bodies.set(file.path, known.get(file.sha256) ?? body);
    }
    const resources = [...listed.keys()]
      .filter((name) => !isVariant(name, listed))
      .map((name) => ({
        path: name,
        representations: ENCODINGS.flatMap((encoding) => {
          const file = listed.get(name + SUFFIXES[encoding]);
          const body = bodies.get(name + SUFFIXES[encoding]);
          return file && body ? [{ encoding, body, sha256: file.sha256 }] : [];
        }),
      }));
    return {
      id: sha256Of(Buffer.from(text)),
      resources: new Map(resources.map((resource) => [resource.path, resource])),
    };
  } catch (error) {
    if (error instanceof FormatError) throw new HubError(error.message);
    if (!isSystemError(error)) throw error;
    const found = error.code === 'ENOENT' ? 'none' : error.message;
    throw new HubError(`${error.path ?? folder}: expected a file of the built app, found ${found}`);
  }
}

/** Whether a file is the compressed form of another. */
function isVariant(name: string, listed: ReadonlyMap<string, unknown>): boolean {
  return [SUFFIXES.br, SUFFIXES.gzip].some(
    (suffix) => name.endsWith(suffix) && listed.has(name.slice(0, -suffix.length)),
  );
}

async function readWhole(folder: string, { path, bytes, sha256 }: ListedFile): Promise<Buffer> {
  const place = join(folder, path);
  // Only read once its size is correct: a pipe would not end, and a huge file would fill the memory.
  const found = await stat(place);
  if (!found.isFile()) throw new HubError(`${place}: expected a file, found something else`);
  if (found.size !== bytes) {
    throw new HubError(`${place}: expected ${bytes} bytes, found ${found.size}`);
  }
  const body = await readFile(place);
  if (sha256Of(body) !== sha256) {
    throw new HubError(`${place}: expected SHA-256 ${sha256}, found ${sha256Of(body)}`);
  }
  return body;
}
