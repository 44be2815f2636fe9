/** A `Cache` in memory, as far as Angular's service worker and the app use it. */
class MemoryCache {
  private readonly base: string;
  private readonly responses = new Map<string, Response>();

  constructor(base: string) {
    this.base = base;
  }

  match(
    request: RequestInfo | URL,
    options: CacheQueryOptions = {},
  ): Promise<Response | undefined> {
    const wanted = this.addressOf(request);
    const bare = (url: string): string => (options.ignoreSearch ? url.replace(/\?.*/, '') : url);
    const found = [...this.responses].find(([url]) => bare(url) === bare(wanted));
    return Promise.resolve(found?.[1].clone());
  }

  matchAll(): Promise<Response[]> {
    return Promise.resolve([...this.responses.values()].map((response) => response.clone()));
  }

  async put(request: RequestInfo | URL, response: Response): Promise<void> {
    // Read as it is kept, as browsers do.
    const { status, headers } = response;
    const kept = new Response(await response.arrayBuffer(), { status, headers });
    this.responses.set(this.addressOf(request), kept);
  }

  delete(request: RequestInfo | URL): Promise<boolean> {
    return Promise.resolve(this.responses.delete(this.addressOf(request)));
  }

  keys(): Promise<Request[]> {
    return Promise.resolve([...this.responses.keys()].map((url) => new Request(url)));
  }

  private addressOf(request: RequestInfo | URL): string {
    return new URL(request instanceof Request ? request.url : request, this.base).href;
  }
}

/** A `CacheStorage` in memory. */
export class MemoryCaches {
  private readonly base: string;
  private readonly caches = new Map<string, MemoryCache>();

  /** @param base what relative addresses are relative to */
  constructor(base: string) {
    this.base = base;
  }

  /** The same, as what the browser has. */
  get asStorage(): CacheStorage {
    return this as unknown as CacheStorage;
  }

  has(name: string): Promise<boolean> {
    return Promise.resolve(this.caches.has(name));
  }

  keys(): Promise<string[]> {
    return Promise.resolve([...this.caches.keys()]);
  }

  delete(name: string): Promise<boolean> {
    return Promise.resolve(this.caches.delete(name));
  }

  open(name: string): Promise<MemoryCache> {
    const cache = this.caches.get(name) ?? new MemoryCache(this.base);
    this.caches.set(name, cache);
    return Promise.resolve(cache);
  }
}
