import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { MemoryCaches } from './memory-caches.ts';

const ROOT = join(import.meta.dirname, '../..');
const SCRIPTS: Readonly<Record<string, string>> = {
  'sw.js': 'public/sw.js',
  './ngsw-worker.js': 'node_modules/@angular/service-worker/ngsw-worker.js',
};

/** What a service worker did with a request: an answer, or nothing, so that the browser asks the network. */
export type Answer = Response | undefined;

/** The app's own service worker, and the installed Angular's inside it, running in Node. */
export class ServiceWorkerScope {
  readonly caches: MemoryCaches;
  /** Addresses that were asked for over the network. */
  readonly asked: string[] = [];
  private readonly events = new EventTarget();
  /** What it does when nothing has been asked for some seconds. */
  private waiting: (() => void)[] = [];
  private readonly context: object;

  /**
   * @param folder the app's, absolute
   * @param network answers requests
   * @param caches what an earlier one left
   */
  constructor(
    folder: string,
    network: (url: string) => Response | Promise<Response>,
    caches = new MemoryCaches(folder),
  ) {
    this.caches = caches;
    const scope = {
      ...{ Response, Headers, URL, AbortSignal, TextEncoder, crypto, console },
      setTimeout: (run: () => void) => this.waiting.push(run),
      Request: requestsFrom(folder),
      Client: EventTarget,
      registration: { scope: folder, active: null },
      clients: { claim: () => undefined, matchAll: () => Promise.resolve([]) },
      skipWaiting: () => Promise.resolve(),
      caches: this.caches,
      fetch: async (input: Request | string) => {
        const url = typeof input === 'string' ? input : input.url;
        this.asked.push(url);
        return network(url);
      },
      addEventListener: this.events.addEventListener.bind(this.events),
      importScripts: (name: string) => {
        this.run(name);
      },
    };
    this.context = createContext(Object.assign(scope, { self: scope }));
    this.run('sw.js');
  }

  /** Installs and activates it, and waits until it has fetched what it wants to keep. */
  async install(): Promise<void> {
    await this.dispatch('install', {});
    await this.dispatch('activate', {});
    await this.dispatch('message', { data: { action: 'INITIALIZE' } });
  }

  /** Has it look for a newer version, and waits until it has. */
  async lookForUpdate(): Promise<void> {
    const source = Object.assign(new EventTarget(), { id: 'page', postMessage: () => undefined });
    await this.dispatch('message', { data: { action: 'CHECK_FOR_UPDATES', nonce: 1 }, source });
  }

  /** Has it begin what it does when nothing has been asked for some seconds. */
  rest(): void {
    const tasks = this.waiting;
    this.waiting = [];
    for (const task of tasks) task();
  }

  /** What it answers a page that asks. */
  async ask(url: string, { mode = 'cors', method = 'GET' } = {}): Promise<Answer> {
    const request = new Request(url, { method, headers: { Accept: 'text/html,*/*' } });
    Object.defineProperty(request, 'mode', { value: mode });
    let answer: Promise<Answer> = Promise.resolve(undefined);
    const respondWith = (promise: Promise<Response>): void => {
      answer = promise;
    };
    await this.dispatch('fetch', { request, respondWith, clientId: '', resultingClientId: '' });
    return answer;
  }

  private async dispatch(type: string, fields: object): Promise<void> {
    const waiting: Promise<unknown>[] = [];
    const waitUntil = (promise: Promise<unknown>): void => {
      waiting.push(promise);
    };
    // As `ExtendableEvent` and its kind, whose members scripts replace.
    this.events.dispatchEvent(
      Object.assign(new Event(type, { cancelable: true }), fields, { waitUntil }),
    );
    await Promise.all(waiting);
  }

  private run(name: string): void {
    const file = SCRIPTS[name];
    if (file === undefined) throw new Error(`script: expected one of the app's, found ${name}`);
    runInContext(readFileSync(join(ROOT, file), 'utf8'), this.context, { filename: file });
  }
}

/** `Request`, whose addresses are relative to a folder, as in a browser; in Node they have to be absolute. */
function requestsFrom(folder: string): typeof Request {
  return class extends Request {
    constructor(input: RequestInfo | URL, init?: RequestInit) {
      super(typeof input === 'string' ? new URL(input, folder) : input, init);
    }
  };
}
