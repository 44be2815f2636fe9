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

/** Wraps a `FetchFile` so that imported files are never requested from a server. */
export function exceptImported(fetchFile: FetchFile): FetchFile {
  return (url, options) => {
    if (!isImported(url)) return fetchFile(url, options);
    const what = [url, 'the file', 'to be kept on this device', 'nothing'] as const;
    return Promise.reject(new UnreachableFile(what, { kind: 'nothing' }));
  };
}

/** An export among files that someone chose. */
export interface ChosenExport {
  /** Its made-up address: always the same for the same manifest. */
  readonly manifestUrl: string;
  /** Returns the chosen file for an address from the manifest. */
  readonly fetchFile: FetchFile;
}

/**
 * Finds the manifest among chosen files. File names are unreliable, because browsers and systems rename duplicates
 * ("000_initial (1).json"), so a shard whose hash is known is found by its hash.
 * @param folder address of the app
 * @throws FormatError if there is not exactly one manifest, or a file cannot be read; later, from `fetchFile`, if a
 *   file is missing
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
    // NotFoundError, NotReadableError: a folder, a file that has since moved or changed, or no permission.
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
    // Not text, not JSON, or not an object.
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

/** Addresses and hashes of a manifest's shards, as far as it names hashes. */
function shardHashes(text: string, manifestUrl: string): [string, string][] {
  try {
    return parseManifest(text, manifestUrl).timeline.flatMap(({ shard: { path, sha256 } }) =>
      sha256 === undefined ? [] : [[new URL(path, manifestUrl).href, sha256]],
    );
  } catch (error) {
    // Opening the export will report what is wrong.
    if (error instanceof FormatError) return [];
    throw error;
  }
}
