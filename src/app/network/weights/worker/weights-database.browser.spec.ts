import { deleteDB, openDB, unwrap, type IDBPDatabase } from 'idb';
import { StorageFailure } from '../../storage/storage-failure.ts';
import type { StorageState } from '../../storage/storage-state.ts';
import { DATABASE_NAME, WeightsDatabase } from './weights-database.ts';

const PERSISTENT: StorageState = { kind: 'persistent' };
const FAILED: StorageState = { kind: 'memory', reason: 'failed' };

describe('WeightsDatabase', () => {
  let told: StorageState[];
  let database: WeightsDatabase;

  beforeEach(async () => {
    await deleteDB(DATABASE_NAME);
    told = [];
    database = new WeightsDatabase((state) => told.push(state));
  });

  const put = (key: string, in_ = database): Promise<string> =>
    in_.run('readwrite', (tx) => tx.objectStore('shards').put(new ArrayBuffer(4), key));
  const keys = (): Promise<string[]> =>
    database.run('readonly', (tx) => tx.objectStore('shards').getAllKeys());

  /** Why it fails; errors that do not come from storage are thrown. */
  async function reasonOf(work: Promise<unknown>): Promise<string> {
    try {
      await work;
      return 'none';
    } catch (error) {
      if (error instanceof StorageFailure) return error.reason;
      throw error;
    }
  }

  it('keeps what is stored for the next visit', async () => {
    await put('a');
    const next = new WeightsDatabase((state) => told.push(state));
    await put('b', next);
    expect(await keys()).toEqual(['a', 'b']);
    expect(told).toEqual([PERSISTENT, PERSISTENT]);
  });

  it('continues with an empty database when another tab deletes it', async () => {
    await put('a');
    await deleteDB(DATABASE_NAME);
    expect(await keys()).toEqual([]);
    await put('b');
    expect(await keys()).toEqual(['b']);
  });

  it('lets another tab upgrade the schema, and works without storage from then on', async () => {
    await put('a');
    const upgraded = await openDB(DATABASE_NAME, 1000);
    expect(await reasonOf(keys())).toBe('failed');
    expect(told).toEqual([PERSISTENT, FAILED]);
    upgraded.close();
  });

  it('gives up after a while when an old tab blocks an upgrade', async () => {
    // Version 0 is not possible; so the newest tab is the one with the higher version here.
    const old = await openDB(DATABASE_NAME, 1, {
      upgrade: (created: IDBPDatabase) => {
        created.createObjectStore('shards');
        created.createObjectStore('exports');
      },
    });
    const newer = openDB(DATABASE_NAME, 2);
    // Ours is the third tab: it waits for the upgrade, which waits for the old tab.
    jasmine.clock().install();
    try {
      const waiting = reasonOf(keys());
      jasmine.clock().tick(10_001);
      expect(await waiting).toBe('failed');
      expect(told).toEqual([FAILED]);
    } finally {
      jasmine.clock().uninstall();
      old.close();
      (await newer).close();
    }
  });

  it('gives up after a while when another page never ends its transaction, and works once it does', async () => {
    await put('a');
    const other = await openDB(DATABASE_NAME);
    const held = other.transaction('shards', 'readwrite');
    const release = new AbortController();
    const holding = (async () => {
      while (!release.signal.aborted) await held.store.count();
      await held.done;
    })();
    const next = new WeightsDatabase((state) => told.push(state));
    const read = (): Promise<unknown> =>
      next.run('readonly', (tx) => tx.objectStore('shards').getAllKeys());
    jasmine.clock().install();
    try {
      const waiting = reasonOf(read());
      jasmine.clock().tick(10_001);
      expect(await waiting).toBe('failed');
    } finally {
      jasmine.clock().uninstall();
      release.abort();
      await holding;
      other.close();
    }
    // Behind the one that it waits for.
    await database.run('readwrite', () => Promise.resolve());
    expect(await read()).toEqual(['a']);
  });

  it('reopens the database when the system has closed the connection', async () => {
    const opened: IDBDatabase[] = [];
    const realOpen = IDBFactory.prototype.open.bind(indexedDB);
    spyOn(indexedDB, 'open').and.callFake((name, version) => {
      const request = realOpen(name, version);
      request.addEventListener('success', () => opened.push(request.result));
      return request;
    });
    await put('a');
    // What the system does: it closes the connection, sometimes with an event.
    opened[0]?.close();
    await put('b');
    opened[1]?.close();
    opened[1]?.dispatchEvent(new Event('close'));
    expect(await keys()).toEqual(['a', 'b']);
    expect(opened.length).toBe(3);
    expect(told).toEqual([PERSISTENT, PERSISTENT, PERSISTENT]);
  });

  it('reopens the database only once, then says that storage does not work', async () => {
    let attempts = 0;
    const work = database.run('readonly', (tx) => {
      attempts += 1;
      tx.abort();
      return Promise.resolve(1);
    });
    expect([await reasonOf(work), attempts]).toEqual(['failed', 2]);
    expect(told.at(-1)).toEqual(FAILED);
  });

  it('says that storage is full when a commit is aborted for lack of space', async () => {
    await put('a');
    const work = database.run('readwrite', async (tx) => {
      await tx.objectStore('shards').put(new ArrayBuffer(4), 'b');
      // As at a commit: the request succeeds, but then the transaction is aborted with this error.
      const error = new DOMException('no space', 'QuotaExceededError');
      Object.defineProperty(unwrap(tx), 'error', { value: error });
      tx.abort();
    });
    expect(await reasonOf(work)).toBe('full');
    expect(told.at(-1)).toEqual({ kind: 'memory', reason: 'full' });
    expect(await keys()).toEqual(['a']);
  });

  it('works without storage when IndexedDB is missing or forbidden', async () => {
    const indexedDb = spyOnProperty(globalThis, 'indexedDB');
    for (const nothing of [undefined, null]) {
      indexedDb.and.returnValue(nothing as never);
      const without = new WeightsDatabase((state) => told.push(state));
      expect(await reasonOf(put('a', without))).toBe('missing');
      expect(told.splice(0)).toEqual([{ kind: 'memory', reason: 'missing' }]);
    }
    indexedDb.and.callThrough();
    const open = spyOn(indexedDB, 'open').and.throwError(new DOMException('no', 'SecurityError'));
    const forbidden = new WeightsDatabase((state) => told.push(state));
    expect(await reasonOf(put('a', forbidden))).toBe('failed');
    expect(told.at(-1)).toEqual(FAILED);
    // The next call tries again.
    open.and.callThrough();
    expect(await reasonOf(put('a', forbidden))).toBe('none');
  });

  it('passes on errors of the work itself, once, without blaming storage', async () => {
    let attempts = 0;
    const bug = database.run('readonly', () => {
      attempts += 1;
      return Promise.reject(new TypeError('a bug'));
    });
    await expectAsync(bug).toBeRejectedWithError(TypeError, 'a bug');
    expect([attempts, told]).toEqual([1, [PERSISTENT]]);
  });
});
