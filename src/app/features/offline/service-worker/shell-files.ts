import { fetchWhole } from '../../../network/weights/shared/fetch-file.ts';
import {
  arrivalOf,
  UnreachableFile,
  type Arrival,
  type FileProblem,
} from '../../../network/weights/shared/file-failure.ts';
import { asStorageFailure } from '../../../network/storage/storage-failure.ts';

/** The result of checking the files. */
export interface FilesFound {
  readonly valid: number;
  /** Were damaged or missing, and have been fetched again. */
  readonly repaired: number;
  /** Still damaged or missing. */
  readonly missing: number;
}

/** The result of fetching files. */
export interface Filling {
  readonly filled: number;
  /** Files that the network is not to blame for. */
  readonly problems: readonly FileProblem[];
  /** Whether the network is gone: the remaining files were not tried. */
  readonly isCutOff: boolean;
}

/** The files of one version of the app: `ngsw.json` as Angular's service worker stores it. */
interface ShellVersion {
  readonly hash: string;
  readonly assetGroups: readonly { readonly name: string; readonly urls: readonly string[] }[];
  /** SHA-1 by address. */
  readonly hashTable: Readonly<Record<string, string>>;
}

/** Name of the cache in which it stores its versions. */
const CONTROL = 'db:control';

/** A file: the cache it belongs to, its address and its hash. */
interface ShellFile {
  readonly cacheName: string;
  /** Absolute. */
  readonly url: string;
  readonly sha1: string | undefined;
}

/**
 * The app's own files in the caches of Angular's service worker. The worker does not report whether all are there, and
 * gives up when one does not arrive, until it is started again. So this reads and fills its caches. Their names are
 * private to Angular: if an update renames them, nothing is found, and the app never counts as ready.
 *
 * Every method rejects with `StorageFailure` if the browser's storage fails.
 */
export class ShellFiles {
  private readonly caches: CacheStorage;
  /** The app's folder, absolute. */
  private readonly folder: string;
  private readonly doesServerAnswer: () => Promise<boolean>;

  /** @param doesServerAnswer whether the server can be reached; called when a file does not arrive */
  constructor(caches: CacheStorage, folder: string, doesServerAnswer: () => Promise<boolean>) {
    this.caches = caches;
    this.folder = folder;
    this.doesServerAnswer = doesServerAnswer;
  }

  /** How many files the newest version has, and how many of them are stored; undefined before that is known. */
  count(): Promise<{ readonly files: number; readonly filesHere: number } | undefined> {
    return typed(async () => {
      const files = await this.list();
      if (!files) return undefined;
      const { length } = await this.missingOf(files);
      return { files: files.length, filesHere: files.length - length };
    });
  }

  /** Total size of the stored files of all versions. */
  measure(): Promise<number> {
    return typed(async () => {
      let bytes = 0;
      for (const name of await this.cacheNames()) {
        const cache = await this.caches.open(name);
        for (const response of await cache.matchAll())
          bytes += (await response.arrayBuffer()).byteLength;
      }
      return bytes;
    });
  }

  /**
   * Fetches missing files. Skips those that do not arrive intact, and stops if the network is gone.
   */
  fill(): Promise<Filling> {
    return typed(async () => this.fetchAll(await this.missingOf((await this.list()) ?? [])));
  }

  /** Compares every stored file with its hash, and repairs what it can; undefined before the list of files is known. */
  inspect(): Promise<FilesFound | undefined> {
    return typed(async () => {
      const files = await this.list();
      if (!files) return undefined;
      const broken: ShellFile[] = [];
      for (const file of files) {
        const cache = await this.caches.open(file.cacheName);
        const response = await cache.match(file.url);
        if (response && (await sha1Hex(await response.arrayBuffer())) === file.sha1) continue;
        broken.push(file);
        await cache.delete(file.url);
      }
      await this.fetchAll(await this.missingOf(broken));
      // The service worker may have fetched some of them meanwhile, so count what is there in the end.
      const { length } = await this.missingOf(broken);
      const valid = files.length - broken.length;
      return { valid, repaired: broken.length - length, missing: length };
    });
  }

  /** Deletes every file; the service worker still has its list. */
  clear(): Promise<void> {
    return typed(async () => {
      for (const name of await this.cacheNames()) {
        if (name.endsWith(CONTROL)) continue;
        // Delete the files, not the cache: the service worker keeps a reference to it.
        const cache = await this.caches.open(name);
        for (const request of await cache.keys()) await cache.delete(request);
      }
    });
  }

  /** Deletes everything, including the service worker's own list. */
  discard(): Promise<void> {
    return typed(async () => {
      for (const name of await this.cacheNames()) await this.caches.delete(name);
    });
  }

  private async fetchAll(files: readonly ShellFile[]): Promise<Filling> {
    const problems: FileProblem[] = [];
    let filled = 0;
    for (const file of files) {
      const arrival = await this.fetch(file);
      if (arrival?.kind === 'nothing' && !(await this.doesServerAnswer())) {
        return { filled, problems, isCutOff: true };
      }
      if (!arrival) filled += 1;
      else problems.push({ file: file.url, arrival });
    }
    return { filled, problems, isCutOff: false };
  }

  private async missingOf(files: readonly ShellFile[]): Promise<ShellFile[]> {
    const here = new Set<string>();
    for (const name of new Set(files.map(({ cacheName }) => cacheName))) {
      if (!(await this.caches.has(name))) continue;
      const requests = await (await this.caches.open(name)).keys();
      for (const { url } of requests) here.add(`${name} ${url}`);
    }
    return files.filter(({ cacheName, url }) => !here.has(`${cacheName} ${url}`));
  }

  /**
   * Fetches and stores a file.
   * @returns what arrived instead, if it was not stored
   */
  private async fetch({ cacheName, url, sha1 }: ShellFile): Promise<Arrival | undefined> {
    const { signal } = new AbortController();
    const options = { signal, cache: 'no-cache', redirect: 'manual' } as const;
    try {
      const { response, bytes } = await fetchWhole(fetch, url, options, async (response) => {
        return { response, bytes: await response.clone().arrayBuffer() };
      });
      if ((await sha1Hex(bytes)) !== sha1) return otherThan(url, bytes);
      await (await this.caches.open(cacheName)).put(url, response);
      return undefined;
    } catch (error) {
      if (error instanceof UnreachableFile) return error.arrival;
      throw error;
    }
  }

  private async list(): Promise<ShellFile[] | undefined> {
    const version = await this.newestVersion();
    return version?.assetGroups.flatMap(({ name, urls }) =>
      urls.map((url) => ({
        cacheName: `${this.prefix}${version.hash}:assets:${name}:cache`,
        url: new URL(url, this.folder).href,
        sha1: version.hashTable[url],
      })),
    );
  }

  private async newestVersion(): Promise<ShellVersion | undefined> {
    const name = `${this.prefix}${CONTROL}`;
    if (!(await this.caches.has(name))) return undefined;
    const control = await this.caches.open(name);
    const [latest, manifests] = await Promise.all(
      ['/latest', '/manifests'].map(async (key) => (await control.match(key))?.json() as unknown),
    );
    const hash = (latest as { readonly latest?: string } | undefined)?.latest ?? '';
    const version = (
      manifests as Readonly<Record<string, Omit<ShellVersion, 'hash'>>> | undefined
    )?.[hash];
    return version && { ...version, hash };
  }

  private async cacheNames(): Promise<string[]> {
    return (await this.caches.keys()).filter((name) => name.startsWith(this.prefix));
  }

  private get prefix(): string {
    return `ngsw:${new URL(this.folder).pathname}:`;
  }
}

/** What arrived instead of a file. Where HTML is expected, another HTML page is just other content. */
function otherThan(url: string, bytes: ArrayBuffer): Arrival {
  return url.endsWith('.html') ? { kind: 'other', bytes: bytes.byteLength } : arrivalOf(bytes);
}

async function typed<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw asStorageFailure(error);
  }
}

async function sha1Hex(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-1', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
