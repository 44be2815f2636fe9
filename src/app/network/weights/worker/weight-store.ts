import {
  copiesOf,
  type ExportRecord,
  type ManifestCopy,
  type Transaction,
  type WeightsDatabase,
} from './weights-database.ts';
import type { ShardAddress } from '../shared/shard-address.ts';
import type { StoredShards } from '../shared/weights-protocol.ts';

/**
 * Weights on this device: shards by their hash, and the manifests that name them. Copies of the app on one origin share
 * the database; each measures and deletes only its own weights.
 *
 * Every method rejects with `StorageFailure` if storage fails.
 */
export class WeightStore {
  private readonly database: WeightsDatabase;
  /** Absolute address of the app's folder. */
  private readonly folder: string;
  /** Manifests in use, by their SHA-256. */
  private readonly inUse = new Map<string, ManifestCopy>();

  constructor(database: WeightsDatabase, folder: string) {
    this.database = database;
    this.folder = folder;
  }

  /** Remembers a manifest in use, so that it can be stored again with its next shard after everything was deleted. */
  remember(copy: ManifestCopy): void {
    this.inUse.set(copy.edition, copy);
  }

  /** A shard's bytes as stored; not verified. */
  shard(sha256: string): Promise<ArrayBuffer | undefined> {
    return this.database.run('readonly', (tx) => tx.objectStore('shards').get(sha256));
  }

  /** Deletes a shard that does not match its hash. */
  async drop(sha256: string): Promise<void> {
    await this.database.run('readwrite', (tx) => tx.objectStore('shards').delete(sha256));
  }

  exportRecord(manifestUrl: string): Promise<ExportRecord | undefined> {
    return this.database.run('readonly', (tx) => tx.objectStore('exports').get(manifestUrl));
  }

  /** The exports of this copy of the app, by the addresses of their manifests. */
  exportRecords(): Promise<ReadonlyMap<string, ExportRecord>> {
    return this.database.run('readonly', async (tx) => {
      const records = await recordsOf(tx);
      return new Map(records.filter(([url, record]) => this.isOurs(url, record)));
    });
  }

  /** Hashes of all stored shards. */
  async storedHashes(): Promise<ReadonlySet<string>> {
    const keys = await this.database.run('readonly', (tx) => tx.objectStore('shards').getAllKeys());
    return new Set(keys);
  }

  /** Stores a checked manifest. The last complete one stays beside it until all shards of this one are stored. */
  async storeManifest(manifestUrl: string, copy: ManifestCopy): Promise<void> {
    await this.database.run('readwrite', async (tx) => {
      const record = await tx.objectStore('exports').get(manifestUrl);
      const isKnown = record?.newest.edition === copy.edition;
      if (isKnown && record.owners?.includes(this.folder)) return;
      // The stored copy may have hashes that the manifest itself does not name.
      const newest = isKnown ? record.newest : copy;
      const owners = this.ownersWithUs(manifestUrl, record);
      await putRecord(tx, manifestUrl, { ...record, newest, owners });
    });
  }

  /** Number and total size of this copy's shards. */
  measure(): Promise<StoredShards> {
    return this.database.run('readonly', async (tx) => {
      const records = await recordsOf(tx);
      const named = namedHashes(records.filter(([url, record]) => this.isOurs(url, record)));
      const sizes: number[] = [];
      // One at a time, so that they are not all in memory at once.
      for (const hash of named) {
        const bytes = await tx.objectStore('shards').get(hash);
        if (bytes) sizes.push(bytes.byteLength);
      }
      return { count: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
    });
  }

  /** Deletes every export of this copy of the app, and every shard that no other copy's exports name. */
  async clear(): Promise<void> {
    await this.database.run('readwrite', async (tx) => {
      for (const [url, record] of await recordsOf(tx)) await this.disown(tx, url, record);
      await dropUnnamed(tx);
    });
  }

  /** Deletes one export of this copy of the app, and every shard that no other export names. */
  async release(manifestUrl: string): Promise<void> {
    await this.database.run('readwrite', async (tx) => {
      const record = await tx.objectStore('exports').get(manifestUrl);
      if (record) await this.disown(tx, manifestUrl, record);
      await dropUnnamed(tx);
    });
  }

  /** Stores a verified shard. */
  async storeShard(shard: ShardAddress, sha256: string, bytes: ArrayBuffer): Promise<void> {
    const { manifestUrl, manifestSha256, file } = shard;
    await this.database.run('readwrite', async (tx) => {
      await tx.objectStore('shards').put(bytes, sha256);
      const stored = await tx.objectStore('exports').get(manifestUrl);
      const copy = this.inUse.get(manifestSha256);
      const record = stored ?? (copy && { newest: copy });
      if (record?.newest.edition !== manifestSha256) return;
      const hashes = { ...record.newest.hashes, [file]: sha256 };
      const newest = { ...record.newest, hashes };
      const owners = this.ownersWithUs(manifestUrl, stored);
      await putRecord(tx, manifestUrl, { ...record, newest, owners });
    });
    this.database.reportState({ kind: 'persistent' });
  }

  private isOurs(url: string, record: ExportRecord): boolean {
    return ownersOf(url, record, this.folder).has(this.folder);
  }

  /** Deletes an export's record, unless another copy of the app owns it, too. */
  private async disown(
    tx: Transaction<'readwrite'>,
    url: string,
    record: ExportRecord,
  ): Promise<void> {
    const exports = tx.objectStore('exports');
    const owners = ownersOf(url, record, this.folder);
    owners.delete(this.folder);
    if (owners.size === 0) await exports.delete(url);
    else await exports.put({ ...record, owners: [...owners] }, url);
  }

  private ownersWithUs(url: string, record: ExportRecord | undefined): readonly string[] {
    const owners = record ? ownersOf(url, record, this.folder) : new Set<string>();
    return [...owners.add(this.folder)];
  }
}

/** Matches the address of an export inside the app's folder, built in or imported. */
const WITHIN_APP = /^(.*\/)(?:exports|imported-weights)\//;

/**
 * Folders of the copies of the app that own an export.
 * @param folder the owner if neither the record nor the address says
 */
function ownersOf(url: string, { owners }: ExportRecord, folder: string): Set<string> {
  if (owners) return new Set(owners);
  const [, app] = WITHIN_APP.exec(url) ?? [];
  return new Set([app ?? (url.startsWith(folder) ? folder : new URL('.', url).href)]);
}

/**
 * Writes an export's record. Once every shard of its newest manifest is stored, that manifest becomes the complete one
 * in the same transaction, and shards that no export names are deleted.
 */
async function putRecord(
  tx: Transaction<'readwrite'>,
  manifestUrl: string,
  record: ExportRecord,
): Promise<void> {
  const { newest } = record;
  const keys = await tx.objectStore('shards').getAllKeys();
  const isWhole = newest.files.every((file) => keys.includes(newest.hashes[file] ?? ''));
  await tx.objectStore('exports').put(isWhole ? { ...record, whole: newest } : record, manifestUrl);
  if (isWhole) await dropUnnamed(tx);
}

async function dropUnnamed(tx: Transaction<'readwrite'>): Promise<void> {
  const shards = tx.objectStore('shards');
  const named = namedHashes(await recordsOf(tx));
  const keys = await shards.getAllKeys();
  await Promise.all(keys.filter((key) => !named.has(key)).map((key) => shards.delete(key)));
}

async function recordsOf(
  tx: Transaction<'readonly'> | Transaction<'readwrite'>,
): Promise<(readonly [url: string, record: ExportRecord])[]> {
  const exports = (tx as Transaction<'readonly'>).objectStore('exports');
  const [urls, records] = await Promise.all([exports.getAllKeys(), exports.getAll()]);
  return records.map((record, index) => [urls[index] ?? '', record]);
}

function namedHashes(records: readonly (readonly [string, ExportRecord])[]): ReadonlySet<string> {
  const copies = records.flatMap(([, record]) => copiesOf(record));
  return new Set(copies.flatMap(({ hashes }) => Object.values(hashes)));
}
