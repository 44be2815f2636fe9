import {
  decodeText,
  fastSha256Hex,
  FormatError,
  JsonField,
  parseJson,
  parseManifest,
} from '#model';
import type { FetchFile } from '../shared/fetch-file.ts';
import { UnreachableFile } from '../shared/file-failure.ts';
import { IMPORTED_FOLDER, isImported } from '../shared/imported-address.ts';

/** Hex digits of the manifest's SHA-256 that tell imported exports apart. */
const NAME_LENGTH = 12;

/** A `FetchFile` that asks no server for what no server has. */
export function exceptImported(fetchFile: FetchFile): FetchFile {
  return (url, options) => {
    if (!isImported(url)) return fetchFile(url, options);
    const what = [url, 'the file', 'to be kept on this device', 'nothing'] as const;
    return Promise.reject(new UnreachableFile(what, { kind: 'nothing' }));
  };
}

/** An export among files that someone chose. */
export interface ChosenExport {
  /** Address that it gets: the same for the same manifest. */
  readonly manifestUrl: string;
  /** Hands out the chosen files that the manifest means, wherever it has them. */
  readonly fetchFile: FetchFile;
}

/**
 * Finds the manifest among chosen files. Their names tell little: browsers and systems change them when a
 * file is there twice ("000_initial (1).json"), so a snapshot whose hash is known is found by that.
 * @param folder address of the app
 * @throws FormatError when it is not exactly one, or a file cannot be read; later, from `fetchFile`, when
 *   a file is not among them
 */
export async function chosenExport(files: readonly File[], folder: string): Promise<ChosenExport> {
  const byHash = new Map<string, File>();
  const manifests = new Map<string, string>();
  for (const file of files) {
    const bytes = await read(file);
    const sha256 = await fastSha256Hex(new Uint8Array(bytes));
    byHash.set(sha256, file);
    const text = manifestText(file.name, bytes);
    if (text !== undefined) manifests.set(sha256, text);
  }
  const [manifest] = manifests;
  if (!manifest || manifests.size > 1) {
    const found = `${manifests.size} among ${files.length}`;
    throw new FormatError('chosen files', 'manifests', 'one, with all its snapshots', found);
  }
  const [manifestHash, text] = manifest;
  const manifestUrl = new URL(
    `${IMPORTED_FOLDER}${manifestHash.slice(0, NAME_LENGTH)}.json`,
    folder,
  ).href;
  const hashes = new Map([[manifestUrl, manifestHash], ...shardHashes(text, manifestUrl)]);
  return {
    manifestUrl,
    fetchFile: async (url) => {
      const name = decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '');
      const file = byHash.get(hashes.get(url) ?? '') ?? files.find((one) => one.name === name);
      if (file) return read(file);
      throw new FormatError(name, 'the file', 'to be among the chosen files', 'it is not');
    },
  };
}

async function read(file: File): Promise<ArrayBuffer> {
  try {
    return await file.arrayBuffer();
  } catch (error) {
    // NotFoundError, NotReadableError: a folder, moved or changed since, or not ours to read.
    if (!(error instanceof DOMException)) throw error;
    throw new FormatError(file.name, 'the file', 'one that can be read', String(error));
  }
}

/** The text of a manifest; undefined for any other file. */
function manifestText(name: string, bytes: ArrayBuffer): string | undefined {
  try {
    const text = decodeText(bytes, name);
    return new JsonField(name, parseJson(text, name)).has('timeline') ? text : undefined;
  } catch (error) {
    // No text, no JSON, no object.
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

/** Addresses of a manifest's snapshots with their hashes, of those that have one. */
function shardHashes(text: string, manifestUrl: string): [string, string][] {
  try {
    return parseManifest(text, manifestUrl).timeline.flatMap(({ shard: { path, sha256 } }) =>
      sha256 === undefined ? [] : [[new URL(path, manifestUrl).href, sha256]],
    );
  } catch (error) {
    // What is wrong with it is told when it is opened.
    if (error instanceof FormatError) return [];
    throw error;
  }
}
