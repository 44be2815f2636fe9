import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { StorageFailure } from '../../../network/storage/storage-failure.ts';
import { OfflineShell } from './offline-shell.ts';
import { ShellRegistration } from './shell-registration.ts';
import { until } from '../../../platform/testing/until.ts';

const FOLDER = new URL('.', document.baseURI);
const CONTROL = `ngsw:${FOLDER.pathname}:db:control`;
const CACHE = `ngsw:${FOLDER.pathname}:v1:assets:app:cache`;
const URLS = ['./one.js', './other.js'];
/** SHA-1 of empty content, which each of them has. */
const OF_NOTHING = 'da39a3ee5e6b4b0d3255bfef95601890afd80709';

describe('OfflineShell', () => {
  let shell: OfflineShell;

  beforeEach(async () => {
    spyOn(window, 'fetch').and.callFake(() => Promise.resolve(new Response('')));
    const registration = {
      isSupported: true,
      problem: signal(undefined),
      register: () => Promise.resolve(),
      unregister: () => Promise.resolve(),
    };
    TestBed.configureTestingModule({
      providers: [{ provide: ShellRegistration, useValue: registration }],
    });
    const control = await caches.open(CONTROL);
    const hashTable = Object.fromEntries(URLS.map((url) => [url, OF_NOTHING]));
    const version = { assetGroups: [{ name: 'app', urls: URLS }], hashTable };
    await control.put('/latest', new Response(JSON.stringify({ latest: 'v1' })));
    await control.put('/manifests', new Response(JSON.stringify({ v1: version })));
    shell = TestBed.inject(OfflineShell);
    shell.start();
    await until(() => shell.state() === 'complete');
  });
  afterEach(() => shell.discard());

  const filesHere = async (): Promise<number> => (await (await caches.open(CACHE)).keys()).length;

  it('says that nothing is stored after deleting everything, and restores nothing', async () => {
    await shell.clear();
    await shell.refresh();
    expect([await filesHere(), shell.progress()?.filesHere]).toEqual([0, 0]);
  });

  it('restores what was deleted when the rest could not be deleted', async () => {
    // Only as far as deletion got.
    await (await caches.open(CACHE)).delete(new URL('one.js', FOLDER));
    const deleting = spyOn(Cache.prototype, 'delete');
    deleting.and.rejectWith(new DOMException('broken', 'UnknownError'));
    await expectAsync(shell.clear()).toBeRejectedWithError(StorageFailure);
    deleting.and.callThrough();
    await until(() => (window.fetch as jasmine.Spy).calls.count() > URLS.length);
    await until(() => shell.state() === 'complete');
    expect(await filesHere()).toBe(URLS.length);
  });
});
