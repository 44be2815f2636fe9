import { deleteDB, openDB, unwrap, type IDBPDatabase } from 'idb';
import { StorageFailure } from '../shared/storage-failure.ts';
import type { StorageState } from '../shared/weight-set.ts';
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

  /** What it fails for; errors that are not the storage's come through. */
  async function reasonOf(work: Promise<unknown>): Promise<string> {
    try {
      await work;
      return 'none';
    } catch (error) {
      if (error instanceof StorageFailure) return error.reason;
      throw error;
    }
  }

  it('keeps what is put, for the next visit too', async () => {
    await put('a');
    const next = new WeightsDatabase((state) => told.push(state));
    await put('b', next);
    expect(await keys()).toEqual(['a', 'b']);
    expect(told).toEqual([PERSISTENT, PERSISTENT]);
  });

  it('goes on, empty, when another tab deletes the database', async () => {
    await put('a');
    await deleteDB(DATABASE_NAME);
    expect(await keys()).toEqual([]);
    await put('b');
    expect(await keys()).toEqual(['b']);
  });

  it('lets another tab upgrade the schema, and does without storage from then on', async () => {
    await put('a');
    const upgraded = await openDB(DATABASE_NAME, 1000);
    expect(await reasonOf(keys())).toBe('failed');
    expect(told).toEqual([PERSISTENT, FAILED]);
    upgraded.close();
  });

  it('answers while an old tab holds on to the old schema, and keeps again when that has gone', async () => {
    // A database of version 0 does not exist; the newest tab is the one with the higher version here.
    const old = await openDB(DATABASE_NAME, 1, {
      upgrade: (created: IDBPDatabase) => {
        created.createObjectStore('shards');
        created.createObjectStore('exports');
      },
    });
    const newer = openDB(DATABASE_NAME, 2);
    // Ours is the third tab: its opening waits for the upgrade, which waits for the old tab.
    jasmine.clock().install();
    try {
      const waiting = reasonOf(keys());
      jasmine.clock().tick(3001);
      expect(await waiting).toBe('failed');
      expect(told).toEqual([FAILED]);
    } finally {
      jasmine.clock().uninstall();
      old.close();
      (await newer).close();
    }
  });

  it('opens again when the system killed the connection', async () => {
    const opened: IDBDatabase[] = [];
    const realOpen = IDBFactory.prototype.open.bind(indexedDB);
    spyOn(indexedDB, 'open').and.callFake((name, version) => {
      const request = realOpen(name, version);
      request.addEventListener('success', () => opened.push(request.result));
      return request;
    });
    await put('a');
    // What the system does: the connection is closed, and sometimes says so.
    opened[0]?.close();
    await put('b');
    opened[1]?.close();
    opened[1]?.dispatchEvent(new Event('close'));
    expect(await keys()).toEqual(['a', 'b']);
    expect(opened.length).toBe(3);
    expect(told).toEqual([PERSISTENT, PERSISTENT, PERSISTENT]);
  });

  it('opens again once only, and says that storage does not work', async () => {
    let attempts = 0;
    const work = database.run('readonly', (tx) => {
      attempts += 1;
      tx.abort();
      return Promise.resolve(1);
    });
    expect([await reasonOf(work), attempts]).toEqual(['failed', 2]);
    expect(told.at(-1)).toEqual(FAILED);
  });

  it('says that it is full when a commit is aborted for want of space', async () => {
    await put('a');
    const work = database.run('readwrite', async (tx) => {
      await tx.objectStore('shards').put(new ArrayBuffer(4), 'b');
      // As at a commit: the request succeeds, and then the transaction is aborted with this error.
      const error = new DOMException('no space', 'QuotaExceededError');
      Object.defineProperty(unwrap(tx), 'error', { value: error });
      tx.abort();
    });
    expect(await reasonOf(work)).toBe('full');
    expect(told.at(-1)).toEqual({ kind: 'memory', reason: 'full' });
    expect(await keys()).toEqual(['a']);
  });

  it('does without where there is no IndexedDB, or it is forbidden', async () => {
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
    // Tried again next time.
    open.and.callThrough();
    expect(await reasonOf(put('a', forbidden))).toBe('none');
  });

  it("lets the work's own errors through, once, and blames no storage for them", async () => {
    let attempts = 0;
    const bug = database.run('readonly', () => {
      attempts += 1;
      return Promise.reject(new TypeError('a bug'));
    });
    await expectAsync(bug).toBeRejectedWithError(TypeError, 'a bug');
    expect([attempts, told]).toEqual([1, [PERSISTENT]]);
  });
});
