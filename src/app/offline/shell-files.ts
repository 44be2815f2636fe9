/** What a look at the files found. */
export interface FilesFound {
  readonly whole: number;
  /** Damaged or missing, and fetched anew. */
  readonly mended: number;
  /** Damaged or missing still. */
  readonly missing: number;
}

/** What Angular's service worker is to keep of one version of the app; `ngsw.json` as it keeps it itself. */
interface ShellVersion {
  readonly hash: string;
  readonly assetGroups: readonly { readonly name: string; readonly urls: readonly string[] }[];
  /** SHA-1 by address. */
  readonly hashTable: Readonly<Record<string, string>>;
}

/** Where it notes its versions. */
const CONTROL = 'db:control';

/** A file's place: the cache it belongs to, and what it has to be. */
interface ShellFile {
  readonly cacheName: string;
  /** Absolute. */
  readonly url: string;
  readonly sha1: string | undefined;
}

/**
 * The app's own files as Angular's service worker keeps them. It says nowhere whether they are all there, and
 * gives up when one does not arrive, until it is started again; so this looks into its caches, whose names are
 * Angular's own affair: where an update moves them, nothing is found, and nothing is called ready.
 */
export class ShellFiles {
  private readonly caches: CacheStorage;
  /** The app's folder, absolute. */
  private readonly folder: string;

  constructor(caches: CacheStorage, folder: string) {
    this.caches = caches;
    this.folder = folder;
  }

  /** How many files the newest version has, and how many of them are here; undefined before it is known. */
  async count(): Promise<{ readonly files: number; readonly filesHere: number } | undefined> {
    const files = await this.list();
    if (!files) return undefined;
    return { files: files.length, filesHere: files.length - (await this.missingOf(files)).length };
  }

  /** Bytes of every file that is kept, of every version. */
  async measure(): Promise<number> {
    let bytes = 0;
    for (const name of await this.cacheNames()) {
      const cache = await this.caches.open(name);
      for (const response of await cache.matchAll())
        bytes += (await response.arrayBuffer()).byteLength;
    }
    return bytes;
  }

  /**
   * Fetches what is missing; what does not arrive as it should is left for another time, and the rest too
   * where nothing arrives.
   * @returns how many came
   */
  async fill(): Promise<number> {
    let filled = 0;
    for (const file of await this.missingOf((await this.list()) ?? [])) {
      const arrival = await this.fetch(file);
      if (arrival === 'none') break;
      if (arrival === 'kept') filled += 1;
    }
    return filled;
  }

  /** Compares every file that is kept with its hash, and mends what it can. */
  async inspect(): Promise<FilesFound> {
    const files = (await this.list()) ?? [];
    for (const { cacheName, url, sha1 } of files) {
      const cache = await this.caches.open(cacheName);
      const response = await cache.match(url);
      if (response && (await sha1Hex(await response.arrayBuffer())) !== sha1)
        await cache.delete(url);
    }
    const { length } = await this.missingOf(files);
    const mended = await this.fill();
    return { whole: files.length - length, mended, missing: length - mended };
  }

  /** Deletes every file; the service worker still knows which there were. */
  async clear(): Promise<void> {
    for (const name of await this.cacheNames()) {
      if (name.endsWith(CONTROL)) continue;
      // Its files, not the cache: the service worker holds on to that.
      const cache = await this.caches.open(name);
      for (const request of await cache.keys()) await cache.delete(request);
    }
  }

  /** Deletes everything, what the service worker knows too. */
  async discard(): Promise<void> {
    for (const name of await this.cacheNames()) await this.caches.delete(name);
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

  private async fetch({ cacheName, url, sha1 }: ShellFile): Promise<'kept' | 'refused' | 'none'> {
    try {
      const response = await fetch(url, { cache: 'no-cache', headers: { 'ngsw-bypass': 'true' } });
      const bytes = await response.clone().arrayBuffer();
      if (!response.ok || response.redirected || (await sha1Hex(bytes)) !== sha1) return 'refused';
      await (await this.caches.open(cacheName)).put(url, response);
      return 'kept';
    } catch {
      // TypeError: no network; QuotaExceededError: no room. The next look will find it missing.
      return 'none';
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

async function sha1Hex(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-1', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
