import { fastSha256Hex, FormatError, type NetworkWeights } from '#model';
import { StorageFailure } from '../../storage/storage-failure.ts';
import { libraryAddress } from '../../library-address.ts';
import { UNDO_WITHIN_MS } from '../shared/library-network.ts';
import { decodeWeights } from './checkpoint-bytes.ts';
import type {
  LibraryDatabase,
  LibraryTransaction,
  NetworkRecord,
  StoredCheckpoint,
} from './library-database.ts';

/**
 * The networks that are kept on this device. A network comes and goes whole: record and checkpoints in one transaction.
 * Copies of the app on one origin share the database; each has only its own networks.
 *
 * Every method rejects with `StorageFailure` if storage fails.
 */
export class LibraryStore {
  private readonly database: LibraryDatabase;
  private readonly folder: string;

  /** @param folder absolute address of the app's folder */
  constructor(database: LibraryDatabase, folder: string) {
    this.database = database;
    this.folder = folder;
  }

  /** The records of this copy of the app by their keys, those of removed networks too. */
  records(): Promise<ReadonlyMap<string, NetworkRecord>> {
    return this.database.run('readonly', (tx) => this.ownRecords(tx));
  }

  /** A network's record; undefined if there is none, or it was removed. */
  async record(key: string): Promise<NetworkRecord | undefined> {
    const record = await this.database.run('readonly', (tx) => tx.objectStore('networks').get(key));
    return record?.folder === this.folder && record.removedMs === undefined ? record : undefined;
  }

  /**
   * Keeps a network, in one transaction, and reads it back: when this resolves, it is there. Otherwise nothing of it is.
   * @param key nobody else's
   * @param checkpoints encoded, in order
   * @param evaluations of the checkpoints, in order; empty for networks that were not trained here
   */
  async add(
    key: string,
    record: Omit<NetworkRecord, 'folder'>,
    checkpoints: readonly StoredCheckpoint[],
    evaluations: readonly ArrayBuffer[] = [],
  ): Promise<void> {
    await this.database.run('readwrite', async (tx) => {
      await tx.objectStore('networks').add({ ...record, folder: this.folder }, key);
      // One after the other, so that not all of them are copied at once.
      for (const [index, checkpoint] of checkpoints.entries()) {
        await tx.objectStore('checkpoints').add(checkpoint, [key, index]);
      }
      for (const [index, evaluation] of evaluations.entries()) {
        await tx.objectStore('evaluations').add(evaluation, [key, index]);
      }
    });
    if (await this.isThere(key, checkpoints)) {
      this.database.reportState({ kind: 'persistent' });
      return;
    }
    await this.database.run('readwrite', (tx) => dropNetwork(tx, key));
    throw new StorageFailure('failed', new Error('what was stored is not what is read back'));
  }

  /**
   * The weights of a checkpoint, compared with their hash.
   * @throws FormatError if it is not there, or damaged
   */
  async weights(key: string, index: number): Promise<NetworkWeights> {
    const place = `${libraryAddress(key)}/${index}`;
    const [record, checkpoint] = await this.database.run('readonly', (tx) =>
      Promise.all([
        tx.objectStore('networks').get(key),
        tx.objectStore('checkpoints').get([key, index]),
      ]),
    );
    if (!record || !checkpoint) throw new FormatError(place, 'weights', 'in the library', 'none');
    const sha256 = await fastSha256Hex(new Uint8Array(checkpoint.bytes));
    if (sha256 !== checkpoint.sha256) {
      throw new FormatError(place, 'SHA-256', checkpoint.sha256, sha256);
    }
    return decodeWeights(checkpoint.bytes, record.spec, record.precision, place);
  }

  /** What a checkpoint answered to each test digit; undefined where that was not kept. */
  evaluation(key: string, index: number): Promise<ArrayBuffer | undefined> {
    return this.database.run('readonly', (tx) => tx.objectStore('evaluations').get([key, index]));
  }

  /** Changes a network's record. Throws FormatError if it is not there. */
  async change(key: string, change: (record: NetworkRecord) => NetworkRecord): Promise<void> {
    const isThere = await this.database.run('readwrite', async (tx) => {
      const record = await tx.objectStore('networks').get(key);
      if (record?.folder !== this.folder) return false;
      await tx.objectStore('networks').put(change(record), key);
      return true;
    });
    if (isThere) return;
    throw new FormatError(libraryAddress(key), 'the network', 'in the library', 'none');
  }

  /**
   * Deletes the networks that can no longer be brought back.
   * @returns how many
   */
  async deleteRemoved(nowMs: number): Promise<number> {
    return this.database.run('readwrite', async (tx) => {
      const records = await this.ownRecords(tx);
      const due = [...records].filter(([, { removedMs }]) => isDue(removedMs, nowMs));
      for (const [key] of due) await dropNetwork(tx, key);
      return due.length;
    });
  }

  private async ownRecords(
    tx: LibraryTransaction<'readonly'> | LibraryTransaction<'readwrite'>,
  ): Promise<ReadonlyMap<string, NetworkRecord>> {
    const networks = (tx as LibraryTransaction<'readonly'>).objectStore('networks');
    const [keys, records] = await Promise.all([networks.getAllKeys(), networks.getAll()]);
    const all = keys.flatMap((key, index) => {
      const record = records[index];
      return record?.folder === this.folder ? [[key, record] as const] : [];
    });
    return new Map(all);
  }

  private async isThere(key: string, checkpoints: readonly StoredCheckpoint[]): Promise<boolean> {
    for (const [index, { sha256 }] of checkpoints.entries()) {
      const read = await this.database.run('readonly', (tx) =>
        tx.objectStore('checkpoints').get([key, index]),
      );
      if (!read || (await fastSha256Hex(new Uint8Array(read.bytes))) !== sha256) return false;
    }
    return (await this.record(key)) !== undefined;
  }
}

/** Whether a removed network can no longer be brought back. The clock may have been set since. */
function isDue(removedMs: number | undefined, nowMs: number): boolean {
  return removedMs !== undefined && Math.abs(nowMs - removedMs) >= UNDO_WITHIN_MS;
}

async function dropNetwork(tx: LibraryTransaction<'readwrite'>, key: string): Promise<void> {
  await tx.objectStore('networks').delete(key);
  // Arrays sort behind every number: all checkpoints of the network.
  const ofNetwork = IDBKeyRange.bound([key], [key, []]);
  await tx.objectStore('checkpoints').delete(ofNetwork);
  await tx.objectStore('evaluations').delete(ofNetwork);
}
