import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ShellFiles } from '../src/app/features/offline/service-worker/shell-files.ts';
import { makeAppFiles } from './testing/app-files.ts';
import { ServiceWorkerScope } from './testing/service-worker-scope.ts';

const PARENT = 'http://localhost/school/';
const FOLDER = `${PARENT}digits/`;
const PACKAGE = join(import.meta.dirname, '../node_modules/@angular/service-worker/package.json');
const { version } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { readonly version: string };
const PREFIX = `ngsw:${new URL(FOLDER).pathname}:`;
const navigate = { mode: 'navigate' };

/** Waits until something holds; a test that waits in vain fails by its time. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
}

describe('service worker', () => {
  let files: ReadonlyMap<string, string>;
  let isNetworkThere: boolean;
  /** What happens before an answer. */
  let answering: (url: string) => Promise<void>;
  let worker: ServiceWorkerScope;

  beforeEach(async () => {
    files = await makeAppFiles(FOLDER);
    isNetworkThere = true;
    answering = () => Promise.resolve();
    worker = new ServiceWorkerScope(FOLDER, async (url) => {
      if (!isNetworkThere) throw new TypeError('no network');
      await answering(url);
      const text = files.get(url.replace(/\?.*/, ''));
      return text === undefined ? new Response('', { status: 404 }) : new Response(text);
    });
    await worker.install();
    isNetworkThere = false;
  });

  const kept = (): string[] => {
    const list = JSON.parse(files.get(`${FOLDER}ngsw.json`) ?? '') as {
      readonly hashTable: object;
    };
    return Object.keys(list.hashTable).map((name) => new URL(name, FOLDER).href);
  };

  it('answers for its folder, its index and every file of the app, without a network', async () => {
    const pages = [
      '',
      '?weights=exports/b.json',
      '#about',
      'index.html',
      'index.html?page=offline',
    ];
    for (const page of pages) {
      const answer = await worker.ask(FOLDER + page, navigate);
      expect(await answer?.text())
        .withContext(page)
        .toBe('content of index.html');
    }
    expect(kept().length).toBeGreaterThan(10);
    for (const url of kept()) {
      for (const search of ['', '?v=2']) {
        const answer = await worker.ask(url + search);
        expect(await answer?.text())
          .withContext(url + search)
          .toBe(files.get(url) ?? '');
      }
    }
  });

  it('leaves everything else to the browser, with a network and without', async () => {
    const others = [
      ...['lessons/', 'lessons/one.html', 'lessons/main.js', 'lesson', 'foo/bar', 'lessons.html'],
      ...['index.htm', 'index.html/', 'exports/', 'ngsw/state', 'a.b/c', 'icons', 'page.pdf'],
      ...['exports/mlp_weights.json', 'sub/index.html', 'sub/icons/icon-192.png', 'icon.png'],
    ].map((path) => FOLDER + path);
    const elsewhere = [
      PARENT,
      FOLDER.slice(0, -1),
      `${PARENT}digits-2/`,
      'http://other.test/main.js',
    ];
    for (isNetworkThere of [true, false]) {
      for (const url of [...others, ...elsewhere]) {
        for (const options of [navigate, {}]) {
          expect(await worker.ask(url, options))
            .withContext(url)
            .toBeUndefined();
        }
      }
      for (const method of ['POST', 'HEAD', 'PUT']) {
        expect(await worker.ask(FOLDER, { method })).toBeUndefined();
      }
    }
  });

  it('answers from the newest version that is whole when an update failed on the way', async () => {
    const old = `${PREFIX}old:assets:app:cache`;
    worker = new ServiceWorkerScope(FOLDER, (url) => {
      if (isNetworkThere) return new Response(files.get(url.replace(/\?.*/, '')));
      if (!url.includes('ngsw.json')) throw new TypeError('no network');
      // A newer version has another icon, which does not arrive.
      const list = files.get(url.replace(/\?.*/, '')) ?? '';
      return new Response(list.replace(/("\.\/icon\.svg":")[0-9a-f]{8}/, '$100000000'));
    });
    await (await worker.caches.open(old)).put('index.html', new Response('old'));
    isNetworkThere = true;
    await worker.install();
    isNetworkThere = false;
    await worker.lookForUpdate();
    const answer = await worker.ask(FOLDER, navigate);
    expect(await answer?.text()).toBe('content of index.html');
  });

  it('has a newer version whole when it clears away older ones while that arrives', async () => {
    const stale = `${PREFIX}stale:assets:app:cache`;
    await worker.caches.open(stale);
    files = await makeAppFiles(FOLDER, 'newer content');
    isNetworkThere = true;
    answering = async (url) => {
      // By then some files of the newer version are kept.
      if (url.includes('main-')) {
        worker.rest();
        await until(async () => !(await worker.caches.has(stale)));
      }
    };
    await worker.lookForUpdate();
    const shell = new ShellFiles(worker.caches.asStorage, FOLDER, () => Promise.resolve(true));
    const { length } = kept();
    expect(await shell.count()).toEqual({ files: length, filesHere: length });
    isNetworkThere = false;
    const answer = await worker.ask(FOLDER, navigate);
    expect(await answer?.text()).toBe('newer content of index.html');
  });

  it('stays at a newer version when the network goes, and the files of the older one are still there', async () => {
    files = await makeAppFiles(FOLDER, 'newer content');
    isNetworkThere = true;
    await worker.lookForUpdate();
    isNetworkThere = false;
    worker.caches.delete = () => Promise.resolve(false);
    worker.rest();
    const control = await worker.caches.open(`${PREFIX}db:control`);
    const versions = async (): Promise<number> =>
      Object.keys((await (await control.match('/manifests'))?.json()) as object).length;
    await until(async () => (await versions()) === 1);
    await worker.lookForUpdate();
    const answer = await worker.ask(FOLDER, navigate);
    expect(await answer?.text()).toBe('newer content of index.html');
  });

  it('answers from the version made last of the whole ones when the note of the newest was lost', async () => {
    const made =
      (await worker.caches.keys()).find((name) => name.endsWith(':assets:app:cache')) ?? '';
    const whole = await worker.caches.open(made);
    const copy = async (name: string, count: number, index: string): Promise<void> => {
      const cache = await worker.caches.open(`${PREFIX}${name}:assets:app:cache`);
      for (const { url } of (await whole.keys()).slice(0, count)) {
        await cache.put(url, new Response('copied'));
      }
      await cache.put(`${FOLDER}index.html`, new Response(index));
    };
    await copy('later', Infinity, 'made last');
    await copy('half', 3, 'not whole');
    // A worker killed while it writes its tables leaves some of them out.
    await (await worker.caches.open(`${PREFIX}db:control`)).delete('/latest');
    const noNetwork = (): never => {
      throw new TypeError('no network');
    };
    worker = new ServiceWorkerScope(FOLDER, noNetwork, worker.caches);
    const answer = await worker.ask(FOLDER, navigate);
    expect(await answer?.text()).toBe('made last');
  });

  it('has no blank page for what is neither kept nor in reach, but an error of the network', async () => {
    const answer = await worker.ask(`${FOLDER}tool.js`).catch((error: unknown) => error);
    expect(answer).toEqual(jasmine.objectContaining({ type: 'error' }));
  });
});

/*
 * `ShellFiles` and `public/sw.js` read what Angular's service worker keeps, which is Angular's own affair and may
 * change with any version. This runs the installed one.
 */
describe("what is read of Angular's own caches", () => {
  const CHANGED = `@angular/service-worker ${version} keeps the app's files in another way than
    src/app/features/offline/service-worker/shell-files.ts and public/sw.js read them, so that nothing would be called ready. Adapt both,
    then this spec. What is different:`;

  it('is where it was', async () => {
    const files = await makeAppFiles(FOLDER);
    const worker = new ServiceWorkerScope(
      FOLDER,
      (url) => new Response(files.get(url.replace(/\?.*/, ''))),
    );
    await worker.install();

    const names = await worker.caches.keys();
    const control = await worker.caches.open(`${PREFIX}db:control`);
    const read = async (key: string): Promise<unknown> => (await control.match(key))?.json();
    const { latest = '' } = ((await read('/latest')) ?? {}) as { readonly latest?: string };
    expect(latest)
      .withContext(`${CHANGED} latest`)
      .toMatch(/^[0-9a-f]{40}$/);
    expect(new Set(names))
      .withContext(`${CHANGED} names`)
      .toEqual(
        new Set([
          `${PREFIX}${latest}:assets:app:cache`,
          `${PREFIX}db:${latest}:assets:app:meta`,
          `${PREFIX}db:control`,
        ]),
      );
    const list = JSON.parse(files.get(`${FOLDER}ngsw.json`) ?? '') as unknown;
    expect(await read('/manifests'))
      .withContext(`${CHANGED} manifests`)
      .toEqual({ [latest]: list });

    const shell = new ShellFiles(worker.caches.asStorage, FOLDER, () => Promise.resolve(true));
    const count = Object.keys((list as { readonly hashTable: object }).hashTable).length;
    expect(await shell.count())
      .withContext(`${CHANGED} files`)
      .toEqual({ files: count, filesHere: count });
  });
});
