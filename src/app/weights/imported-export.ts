import { FormatError, sha256Hex } from '#model';
import { UnreachableFile, type FetchFile } from './fetch-file.ts';

/** Where exports that someone brought as files have their address: no server is ever asked for them. */
const FOLDER = 'imported-weights/';
/** Hex digits of the manifest's SHA-256 that tell imported exports apart. */
const NAME_LENGTH = 12;

/** Whether an address is that of an export, or a file of one, that was brought as files. */
export function isImported(url: string): boolean {
  return new URL(url).pathname.includes(`/${FOLDER}`);
}

/** A `FetchFile` that asks no server for what no server has. */
export function exceptImported(fetchFile: FetchFile): FetchFile {
  return (url, options) => {
    if (!isImported(url)) return fetchFile(url, options);
    const error = new UnreachableFile(url, 'the file', 'to be kept on this device', 'nothing');
    return Promise.reject(error);
  };
}

/** An export among files that someone chose. */
export interface ChosenExport {
  /** Address that it gets: the same for the same manifest. */
  readonly manifestUrl: string;
  /** Hands out the chosen files by their names, wherever the manifest has them. */
  readonly fetchFile: FetchFile;
}

/**
 * Finds the manifest among chosen files.
 * @param folder address of the app
 * @throws FormatError when it is not exactly one; later, from `fetchFile`, when a file is not among them
 */
export async function chosenExport(files: readonly File[], folder: string): Promise<ChosenExport> {
  const manifests = [];
  for (const file of files) {
    const bytes = await file.arrayBuffer();
    if (hasTimeline(bytes)) manifests.push(bytes);
  }
  const [manifest] = manifests;
  if (!manifest || manifests.length > 1) {
    const found = `${manifests.length} among ${files.length}`;
    throw new FormatError('chosen files', 'manifests', 'one, with all its snapshots', found);
  }
  const name = sha256Hex(new Uint8Array(manifest)).slice(0, NAME_LENGTH);
  const manifestUrl = new URL(`${FOLDER}${name}.json`, folder).href;
  return {
    manifestUrl,
    fetchFile: async (url) => {
      if (url === manifestUrl) return manifest;
      const wanted = decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '');
      const file = files.find((one) => one.name === wanted);
      if (file) return file.arrayBuffer();
      throw new FormatError(wanted, 'the file', 'to be among the chosen files', 'it is not');
    },
  };
}

/** Whether this is a manifest and not a snapshot; what is wrong with it is for the parser to tell. */
function hasTimeline(bytes: ArrayBuffer): boolean {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === 'object' && value !== null && 'timeline' in value;
  } catch {
    // SyntaxError: no JSON at all.
    return false;
  }
}
