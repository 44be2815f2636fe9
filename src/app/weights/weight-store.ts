import {
  copiesOf,
  type ExportRecord,
  type ManifestCopy,
  type Transaction,
  type WeightsDatabase,
} from './weights-database.ts';
import type { ShardAddress, StoredShards } from './weights-protocol.ts';

/** Weights on this device: shards by their hash, and the manifests that name them. */
export class WeightStore {
  private readonly database: WeightsDatabase;
  /** By edition: manifests in use. */
  private readonly inUse = new Map<string, ManifestCopy>();

  constructor(database: WeightsDatabase) {
    this.database = database;
  }

  /** A manifest in use: kept again with its next shard, should everything be deleted meanwhile. */
  remember(copy: ManifestCopy): void {
    this.inUse.set(copy.edition, copy);
  }

  /** A shard's bytes as they were kept; not verified. */
  shard(sha256: string): Promise<ArrayBuffer | undefined> {
    return this.database.run('readonly', (tx) => tx.objectStore('shards').get(sha256));
  }

  /** Forgets a shard that is not what its hash says. */
  async drop(sha256: string): Promise<void> {
    await this.database.run('readwrite', (tx) => tx.objectStore('shards').delete(sha256));
  }

  exportRecord(manifestUrl: string): Promise<ExportRecord | undefined> {
    return this.database.run('readonly', (tx) => tx.objectStore('exports').get(manifestUrl));
  }

  /** Which of the hashes are kept. */
  async keptHashes(): Promise<ReadonlySet<string>> {
    const keys = await this.database.run('readonly', (tx) => tx.objectStore('shards').getAllKeys());
    return new Set(keys);
  }

  /** Keeps a manifest that was checked; the last whole one stays beside it until this one is whole. */
  async keepManifest(manifestUrl: string, copy: ManifestCopy): Promise<void> {
    await this.database.run('readwrite', async (tx) => {
      const record = await tx.objectStore('exports').get(manifestUrl);
      const isKnown = record?.newest.edition === copy.edition;
      if (!isKnown) await putRecord(tx, manifestUrl, { ...record, newest: copy });
    });
  }

  /** Number and bytes of all shards. */
  async measure(): Promise<StoredShards> {
    const stored = await this.database.run('readonly', async (tx) => {
      const sizes: number[] = [];
      let cursor = await tx.objectStore('shards').openCursor();
      // One at a time: together they are as large as all the weights.
      for (; cursor; cursor = await cursor.continue()) sizes.push(cursor.value.byteLength);
      return { count: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
    });
    return stored ?? { count: 0, bytes: 0 };
  }

  /** Forgets every shard and every export. */
  async clear(): Promise<void> {
    await this.database.run('readwrite', (tx) =>
      Promise.all([tx.objectStore('shards').clear(), tx.objectStore('exports').clear()]),
    );
  }

  /**
   * Keeps a verified shard.
   * @returns whether it is kept
   */
  async keepShard(shard: ShardAddress, sha256: string, bytes: ArrayBuffer): Promise<boolean> {
    const isKept = await this.database.run('readwrite', async (tx) => {
      await tx.objectStore('shards').put(bytes, sha256);
      const kept = await tx.objectStore('exports').get(shard.manifestUrl);
      const copy = this.inUse.get(shard.edition);
      const record = kept ?? (copy && { newest: copy });
      if (record?.newest.edition !== shard.edition) return true;
      const hashes = { ...record.newest.hashes, [shard.file]: sha256 };
      await putRecord(tx, shard.manifestUrl, { ...record, newest: { ...record.newest, hashes } });
      return true;
    });
    if (isKept) this.database.tell({ kind: 'kept' });
    return isKept === true;
  }
}

/**
 * Writes what is kept of an export. When its newest copy lacks no shard any more, that copy becomes the
 * whole one in the same transaction, and shards that no export names go.
 */
async function putRecord(
  tx: Transaction<'readwrite'>,
  manifestUrl: string,
  record: ExportRecord,
): Promise<void> {
  const shards = tx.objectStore('shards');
  const records = tx.objectStore('exports');
  const { newest } = record;
  const keys = await shards.getAllKeys();
  const isWhole = newest.files.every((file) => keys.includes(newest.hashes[file] ?? ''));
  await records.put(isWhole ? { newest, whole: newest } : record, manifestUrl);
  if (!isWhole) return;
  const named = namedHashes(await records.getAll());
  await Promise.all(keys.filter((key) => !named.has(key)).map((key) => shards.delete(key)));
}

function namedHashes(records: readonly ExportRecord[]): ReadonlySet<string> {
  return new Set(records.flatMap(copiesOf).flatMap(({ hashes }) => Object.values(hashes)));
}
