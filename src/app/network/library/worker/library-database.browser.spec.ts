import { openDB } from 'idb';
import { emptyLibrary } from '../testing/library-port.ts';
import { LIBRARY_DATABASE, LibraryDatabase } from './library-database.ts';

const FOLDER = 'https://school.example/app/';

/** The stores of a version, with something in each. */
async function olderLibrary(version: number, stores: readonly string[]): Promise<void> {
  const database = await openDB(LIBRARY_DATABASE, version, {
    upgrade: (upgraded) => {
      for (const store of stores) upgraded.createObjectStore(store);
    },
  });
  const writing = database.transaction(stores, 'readwrite');
  for (const store of stores) {
    await writing.objectStore(store).put({ name: `of ${store}` }, [FOLDER, store]);
  }
  await writing.done;
  database.close();
}

/** What is in some stores, by store. */
async function contents(stores: readonly string[]): Promise<unknown[]> {
  const database = await openDB(LIBRARY_DATABASE);
  const reading = database.transaction(stores);
  const all: unknown[] = [];
  for (const store of stores) {
    const found = reading.objectStore(store);
    all.push([store, await found.getAllKeys(), await found.getAll()]);
  }
  // A connection that still reads would block a newer version.
  await reading.done;
  database.close();
  return all;
}

describe('LibraryDatabase', () => {
  beforeEach(emptyLibrary);

  for (const [version, stores] of [
    [1, ['checkpoints', 'networks']],
    [2, ['checkpoints', 'digits', 'evaluations', 'networks', 'runs']],
  ] as const) {
    it(`keeps everything that version ${version} has stored, and has room for own digits`, async () => {
      await olderLibrary(version, stores);
      const before = await contents(stores);
      expect(before.length).toBe(stores.length);
      const digit = { label: 3, strokes: [], ink: new ArrayBuffer(784), timeMs: 1 };
      const database = new LibraryDatabase(() => undefined);
      await database.run('readwrite', (tx) => tx.objectStore('ownDigits').add(digit, [FOLDER, 0]));
      expect(await contents(stores)).toEqual(before);
      expect(await contents(['ownDigits'])).toEqual([['ownDigits', [[FOLDER, 0]], [digit]]]);
    });
  }
});
