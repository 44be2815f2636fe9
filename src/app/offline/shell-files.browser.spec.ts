import { ShellFiles } from './shell-files.ts';

const FOLDER = new URL('/some/app/', location.href).href;
const PREFIX = 'ngsw:/some/app/:';
const CONTROL = `${PREFIX}db:control`;
const CACHE = `${PREFIX}v2:assets:app:cache`;
const FILES = { './index.html': 'page', './main.js': 'script', './icon.svg': 'icon' };

describe('ShellFiles', () => {
  const files = new ShellFiles(caches, FOLDER);
  let hashTable: Record<string, string>;
  let served: Record<string, string>;

  beforeEach(async () => {
    await files.discard();
    served = {};
    hashTable = {};
    for (const [url, content] of Object.entries(FILES)) {
      served[new URL(url, FOLDER).href] = content;
      hashTable[url] = await sha1(content);
    }
    spyOn(window, 'fetch').and.callFake((input) => {
      const content = served[input as string];
      if (content === undefined) return Promise.reject(new TypeError('no network'));
      return Promise.resolve(new Response(content));
    });
  });
  afterEach(() => files.discard());

  async function sha1(text: string): Promise<string> {
    const digest = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(text));
    return Array.from(new Uint8Array(digest), (it) => it.toString(16).padStart(2, '0')).join('');
  }

  /** What Angular's service worker notes when it has read the list of files. */
  async function install(): Promise<void> {
    const control = await caches.open(CONTROL);
    const urls = Object.keys(FILES);
    const version = { configVersion: 1, assetGroups: [{ name: 'app', urls }], hashTable };
    await control.put('/latest', new Response(JSON.stringify({ latest: 'v2' })));
    await control.put('/manifests', new Response(JSON.stringify({ v1: {}, v2: version })));
  }

  const keep = async (url: string, content: string): Promise<void> =>
    (await caches.open(CACHE)).put(new URL(url, FOLDER).href, new Response(content));

  it('knows nothing before the service worker does', async () => {
    expect(await files.count()).toBeUndefined();
    expect(await files.fill()).toBe(0);
  });

  it('counts what is here of the newest version, and fetches the rest', async () => {
    await install();
    await keep('main.js', 'script');
    expect(await files.count()).toEqual({ files: 3, filesHere: 1 });
    expect(await files.fill()).toBe(2);
    expect(await files.count()).toEqual({ files: 3, filesHere: 3 });
    expect(await files.measure()).toBeGreaterThan('page script icon'.length - 2);
    expect(await files.fill()).toBe(0);
  });

  it('keeps nothing that is not what it should be, and goes on with the others', async () => {
    await install();
    served[new URL('main.js', FOLDER).href] = '<title>Accept our terms</title>';
    expect(await files.fill()).toBe(2);
    expect(await files.count()).toEqual({ files: 3, filesHere: 2 });
  });

  it('stops where there is no network', async () => {
    await install();
    served = {};
    expect(await files.fill()).toBe(0);
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('finds what was damaged and mends it', async () => {
    await install();
    await files.fill();
    await keep('index.html', 'another page');
    expect(await files.inspect()).toEqual({ whole: 2, mended: 1, missing: 0 });
    await keep('index.html', 'another page');
    served = {};
    expect(await files.inspect()).toEqual({ whole: 2, mended: 0, missing: 1 });
  });

  it('deletes the files, and can bring them back', async () => {
    await install();
    await files.fill();
    await files.clear();
    expect(await files.count()).toEqual({ files: 3, filesHere: 0 });
    expect(await files.fill()).toBe(3);
  });
});
