import type { StorageFailure } from '../../../network/storage/storage-failure.ts';
import { ShellFiles } from './shell-files.ts';

const FOLDER = new URL('/some/app/', location.href).href;
const PREFIX = 'ngsw:/some/app/:';
const CONTROL = `${PREFIX}db:control`;
const CACHE = `${PREFIX}v2:assets:app:cache`;
const FILES = { './index.html': 'page', './main.js': 'script', './icon.svg': 'icon' };

describe('ShellFiles', () => {
  let isServerThere: boolean;
  const files = new ShellFiles(caches, FOLDER, () => Promise.resolve(isServerThere));
  let hashTable: Record<string, string>;
  let served: Record<string, string>;

  beforeEach(async () => {
    await files.discard();
    served = {};
    isServerThere = false;
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

  /** What Angular's service worker stores after reading the list of files. */
  async function install(): Promise<void> {
    const control = await caches.open(CONTROL);
    const urls = Object.keys(FILES);
    const version = { configVersion: 1, assetGroups: [{ name: 'app', urls }], hashTable };
    await control.put('/latest', new Response(JSON.stringify({ latest: 'v2' })));
    await control.put('/manifests', new Response(JSON.stringify({ v1: {}, v2: version })));
  }

  const keep = async (url: string, content: string): Promise<void> =>
    (await caches.open(CACHE)).put(new URL(url, FOLDER).href, new Response(content));

  async function fill(): Promise<[number, string[]]> {
    const { filled, problems } = await files.fill();
    return [filled, problems.map((it) => `${it.file.slice(FOLDER.length)} ${it.arrival.kind}`)];
  }

  it('is unknown until the service worker has stored its list', async () => {
    expect(await files.count()).toBeUndefined();
    expect(await fill()).toEqual([0, []]);
    expect(await files.inspect()).toBeUndefined();
  });

  it('counts the stored files of the newest version, and fetches the rest', async () => {
    await install();
    await keep('main.js', 'script');
    expect(await files.count()).toEqual({ files: 3, filesHere: 1 });
    expect(await fill()).toEqual([2, []]);
    expect(await files.count()).toEqual({ files: 3, filesHere: 3 });
    expect(await files.measure()).toBeGreaterThan('page script icon'.length - 2);
    expect(await fill()).toEqual([0, []]);
  });

  it('stores no file with the wrong content, and goes on with the others', async () => {
    await install();
    served[new URL('main.js', FOLDER).href] = '<title>Accept our terms</title>';
    expect(await fill()).toEqual([2, ['main.js page']]);
    expect(await files.count()).toEqual({ files: 3, filesHere: 2 });
  });

  it('reports what arrived instead of a file, and goes on when files do not arrive', async () => {
    await install();
    isServerThere = true;
    served = { [new URL('index.html', FOLDER).href]: '<!doctype html><script>added</script>' };
    expect(await fill()).toEqual([0, ['index.html other', 'main.js nothing', 'icon.svg nothing']]);
    (window.fetch as jasmine.Spy).and.resolveTo(new Response('', { status: 403 }));
    const [, [first]] = await fill();
    expect(first).toBe('index.html status');
  });

  it('passes on errors that come neither from the network nor from storage', async () => {
    await install();
    (window.fetch as jasmine.Spy).and.rejectWith(new RangeError('a bug'));
    await expectAsync(files.fill()).toBeRejectedWithError(RangeError);
    const put = spyOn(Cache.prototype, 'put');
    (window.fetch as jasmine.Spy).and.callFake(() => Promise.resolve(new Response('page')));
    put.and.rejectWith(new DOMException('no room', 'QuotaExceededError'));
    const failure: unknown = await files.fill().catch((error: unknown) => error);
    expect((failure as StorageFailure).reason).toBe('full');
  });

  it('stops without a network', async () => {
    await install();
    served = {};
    expect(await files.fill()).toEqual({ filled: 0, problems: [], isCutOff: true });
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('finds and repairs damaged files', async () => {
    await install();
    await files.fill();
    await keep('index.html', 'another page');
    expect(await files.inspect()).toEqual({ valid: 2, repaired: 1, missing: 0 });
    await keep('index.html', 'another page');
    served = {};
    expect(await files.inspect()).toEqual({ valid: 2, repaired: 0, missing: 1 });
  });

  it('does not report files as missing that the service worker fetched meanwhile', async () => {
    await install();
    await files.fill();
    await keep('index.html', 'another page');
    (window.fetch as jasmine.Spy).and.callFake(async () => {
      await keep('index.html', 'page');
      throw new TypeError('no network');
    });
    expect(await files.inspect()).toEqual({ valid: 2, repaired: 1, missing: 0 });
  });

  it('counts a file as repaired when the service worker fetched it right after its deletion', async () => {
    await install();
    await files.fill();
    await keep('index.html', 'another page');
    spyOn(Cache.prototype, 'delete').and.callFake(async () => {
      await keep('index.html', 'page');
      return true;
    });
    expect(await files.inspect()).toEqual({ valid: 2, repaired: 1, missing: 0 });
  });

  it('deletes the files, and can restore them', async () => {
    await install();
    await files.fill();
    await files.clear();
    expect(await files.count()).toEqual({ files: 3, filesHere: 0 });
    expect(await fill()).toEqual([3, []]);
  });
});
