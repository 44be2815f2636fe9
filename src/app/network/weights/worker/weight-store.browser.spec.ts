import { StorageFailure } from '../../storage/storage-failure.ts';
import { WeightsDatabase, type ManifestCopy } from './weights-database.ts';
import type { ShardAddress } from '../shared/shard-address.ts';
import { emptyStore } from '../testing/export-server.ts';
import { WeightStore } from './weight-store.ts';
import { perceptronSpec } from '#model';

const URL_A = 'http://localhost/a.json';
const BYTES = new ArrayBuffer(8);

/** A copy of two shards; `hashes` contains those that are known. */
function copyOf(edition: string, hashes: Record<string, string> = {}): ManifestCopy {
  return { edition, text: `text of ${edition}`, files: ['f0', 'f1'], hashes };
}

function shardOf(edition: string, file: string, manifestUrl = URL_A): ShardAddress {
  return { manifestUrl, manifestSha256: edition, file, network: perceptronSpec([784, 10]) };
}

describe('WeightStore', () => {
  let store: WeightStore;
  beforeEach(async () => {
    ({ store } = await emptyStore());
  });

  it('is complete when the last shard is stored, and remembers its hash', async () => {
    await store.storeManifest(URL_A, copyOf('1', { f0: 'h0' }));
    await store.storeShard(shardOf('1', 'f0'), 'h0', BYTES);
    expect((await store.exportRecord(URL_A))?.whole).toBeUndefined();
    await store.storeShard(shardOf('1', 'f1'), 'h1', BYTES);
    const record = await store.exportRecord(URL_A);
    expect(record?.whole).toEqual(copyOf('1', { f0: 'h0', f1: 'h1' }));
    expect(record?.newest).toEqual(record?.whole);
  });

  it('keeps the last complete set until a newer one is complete, then drops what only the old one needs', async () => {
    await store.storeManifest(URL_A, copyOf('1', { f0: 'shared', f1: 'old' }));
    await store.storeShard(shardOf('1', 'f0'), 'shared', BYTES);
    await store.storeShard(shardOf('1', 'f1'), 'old', BYTES);
    await store.storeManifest(URL_A, copyOf('2', { f0: 'shared', f1: 'new' }));
    const between = await store.exportRecord(URL_A);
    expect([between?.newest.edition, between?.whole?.edition]).toEqual(['2', '1']);
    expect([...(await store.storedHashes())]).toEqual(['old', 'shared']);
    await store.storeShard(shardOf('2', 'f1'), 'new', BYTES);
    expect((await store.exportRecord(URL_A))?.whole?.edition).toBe('2');
    expect([...(await store.storedHashes())]).toEqual(['new', 'shared']);
  });

  it('is complete at once with a manifest whose shards are all stored', async () => {
    await store.storeManifest(URL_A, copyOf('1', { f0: 'h0', f1: 'h1' }));
    await store.storeShard(shardOf('1', 'f0'), 'h0', BYTES);
    await store.storeShard(shardOf('1', 'f1'), 'h1', BYTES);
    await store.storeManifest(URL_A, copyOf('2', { f0: 'h1', f1: 'h0' }));
    expect((await store.exportRecord(URL_A))?.whole?.edition).toBe('2');
  });

  it('does not mix an edition with shards of another one', async () => {
    await store.storeManifest(URL_A, copyOf('2'));
    await store.storeShard(shardOf('1', 'f0'), 'h0', BYTES);
    expect((await store.exportRecord(URL_A))?.newest.hashes).toEqual({});
  });

  it('leaves the shards of other exports alone', async () => {
    const other = 'http://localhost/b.json';
    await store.storeManifest(other, { ...copyOf('b', { f0: 'b0' }), files: ['f0'] });
    await store.storeShard(shardOf('b', 'f0', other), 'b0', BYTES);
    await store.storeManifest(URL_A, { ...copyOf('1', { f0: 'a0' }), files: ['f0'] });
    await store.storeShard(shardOf('1', 'f0'), 'a0', BYTES);
    expect([...(await store.storedHashes())]).toEqual(['a0', 'b0']);
  });

  describe('of two copies of the app on one origin', () => {
    const [folderA, folderB] = ['http://localhost/a/', 'http://localhost/b/'];
    const urlA = `${folderA}exports/mlp_weights.json`;
    const urlB = `${folderB}exports/mlp_weights.json`;
    let database: WeightsDatabase;
    let [a, b]: WeightStore[] = [];

    beforeEach(() => {
      database = new WeightsDatabase(() => undefined);
      [a, b] = [new WeightStore(database, folderA), new WeightStore(database, folderB)];
    });

    async function keep(into: WeightStore | undefined, url: string, hash: string): Promise<void> {
      await into?.storeManifest(url, { ...copyOf(url, { f0: hash }), files: ['f0'] });
      await into?.storeShard(shardOf(url, 'f0', url), hash, BYTES);
    }

    it('deletes and measures only its own files', async () => {
      await keep(a, urlA, 'a0');
      await keep(b, urlB, 'b0');
      expect([await a?.measure(), await b?.measure()]).toEqual([
        { count: 1, bytes: 8 },
        { count: 1, bytes: 8 },
      ]);
      await a?.clear();
      expect([...((await b?.storedHashes()) ?? [])]).toEqual(['b0']);
      expect(await a?.measure()).toEqual({ count: 0, bytes: 0 });
      expect((await b?.exportRecord(urlB))?.whole?.hashes).toEqual({ f0: 'b0' });
      expect(await b?.exportRecord(urlA)).toBeUndefined();
    });

    it('keeps files that both have, and an export of one that the other also uses', async () => {
      await keep(a, urlA, 'same');
      await keep(b, urlB, 'same');
      await keep(a, urlB, 'same');
      await a?.clear();
      expect([await a?.measure(), await b?.measure()]).toEqual([
        { count: 0, bytes: 0 },
        { count: 1, bytes: 8 },
      ]);
      await b?.clear();
      expect([...((await b?.storedHashes()) ?? [])]).toEqual([]);
    });

    it('finds the owner of an old record without that field by its address', async () => {
      const root = new WeightStore(database, 'http://localhost/');
      const rootUrl = 'http://localhost/mine.json';
      await database.run('readwrite', async (tx) => {
        for (const [url, hash] of [
          [urlA, 'a0'],
          [urlB, 'b0'],
          [rootUrl, 'r0'],
        ] as const) {
          const newest = { ...copyOf(url, { f0: hash }), files: ['f0'] };
          await tx.objectStore('exports').put({ newest, whole: newest }, url);
          await tx.objectStore('shards').put(BYTES, hash);
        }
      });
      expect((await root.measure()).count).toBe(1);
      await root.clear();
      expect([...((await b?.storedHashes()) ?? [])]).toEqual(['a0', 'b0']);
      await a?.clear();
      expect([...((await b?.storedHashes()) ?? [])]).toEqual(['b0']);
    });
  });

  it('reports a failed deletion', async () => {
    spyOn(IDBObjectStore.prototype, 'getAllKeys').and.throwError(
      new DOMException('broken', 'UnknownError'),
    );
    await expectAsync(store.clear()).toBeRejectedWithError(StorageFailure);
    await expectAsync(store.measure()).toBeRejectedWithError(StorageFailure);
  });
});
