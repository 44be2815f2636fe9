import {
  openDB,
  type DBSchema,
  type IDBPDatabase,
  type IDBPTransaction,
  type StoreNames,
} from 'idb';
import type { StorageState } from './weight-set.ts';

/** One text of an export's manifest and the files it names. */
export interface ManifestCopy {
  /** SHA-256 of the text. */
  readonly edition: string;
  readonly text: string;
  /** Addresses of all its shards. */
  readonly files: readonly string[];
  /** SHA-256 by address: from the manifest, or taken at the first fetch. */
  readonly hashes: Readonly<Record<string, string>>;
}

/** What is kept of an export. */
export interface ExportRecord {
  /** As it was last fetched and checked. */
  readonly newest: ManifestCopy;
  /** The last one of which every shard was kept; works without a network. */
  readonly whole?: ManifestCopy;
}

/** Every copy that is kept of an export, the newest first. */
export function copiesOf({ newest, whole }: ExportRecord): ManifestCopy[] {
  return whole ? [newest, whole] : [newest];
}

/** The schema, version 1. */
export interface WeightsSchema extends DBSchema {
  /** Files by the SHA-256 of their bytes. ArrayBuffers: iPadOS loses Blobs. */
  shards: { key: string; value: ArrayBuffer };
  /** By address of the manifest. */
  exports: { key: string; value: ExportRecord };
}

/** A transaction over everything: records and the shards they name change together. */
export type Transaction<Mode extends 'readonly' | 'readwrite'> = IDBPTransaction<
  WeightsSchema,
  StoreNames<WeightsSchema>[],
  Mode
>;

type Connection = IDBPDatabase<WeightsSchema>;

/** Name of the database; keys are absolute addresses and hashes, so that apps of one origin can share it. */
export const DATABASE_NAME = 'weights';
const SCHEMA_VERSION = 1;
/** Safari has opened databases that never answered; nobody should wait for one. */
const OPENING_TIMEOUT_MS = 3000;

/**
 * The IndexedDB connection: opened when needed, closed when another tab wants to upgrade or delete it,
 * opened again when the system killed it. Where it does not work, work is answered with `undefined` and
 * the reason is told.
 */
export class WeightsDatabase {
  /** Told whenever weights turn out to be kept, or not. */
  readonly tell: (state: StorageState) => void;
  private readonly lost: () => void;
  private connection: Promise<Connection | undefined> | undefined;
  /** What `connection` became. */
  private current: Connection | undefined;

  /** @param lost called when the system or another tab closes the connection: its data may be gone */
  constructor(tell: (state: StorageState) => void, lost: () => void = () => undefined) {
    this.tell = tell;
    this.lost = lost;
  }

  /** Runs work in one transaction; `undefined` when that is not possible here. */
  async run<Mode extends 'readonly' | 'readwrite', Result>(
    mode: Mode,
    work: (tx: Transaction<Mode>) => Promise<Result>,
  ): Promise<Result | undefined> {
    // Twice: the connection may have been killed since it was last used, or be killed meanwhile.
    for (const isLast of [false, true]) {
      const database = await (this.connection ??= this.open());
      if (!database) return undefined;
      try {
        return await completed(database.transaction(['shards', 'exports'], mode), work);
      } catch (error) {
        // QuotaExceededError: nothing was written. Else InvalidStateError or AbortError: it is closed.
        if (isQuotaError(error)) {
          this.tell({ kind: 'memory', reason: 'full' });
          return undefined;
        }
        this.forget(database);
        if (isLast) this.tell({ kind: 'memory', reason: 'failed' });
      }
    }
    return undefined;
  }

  private async open(): Promise<Connection | undefined> {
    if (typeof indexedDB === 'undefined') {
      this.tell({ kind: 'memory', reason: 'missing' });
      return undefined;
    }
    let giveUp = (): void => undefined;
    const stuck = new Promise<undefined>((resolve) => {
      giveUp = () => {
        resolve(undefined);
      };
    });
    const timer = setTimeout(giveUp, OPENING_TIMEOUT_MS);
    const opening = this.connect(giveUp).finally(() => {
      clearTimeout(timer);
    });
    const connection = await Promise.race([opening, stuck]);
    if (!connection) this.tell({ kind: 'memory', reason: 'failed' });
    return connection;
  }

  /** Connects; `undefined` when that fails. It may take as long as an old tab stays open. */
  private async connect(blocked: () => void): Promise<Connection | undefined> {
    try {
      const database = await openDB<WeightsSchema>(DATABASE_NAME, SCHEMA_VERSION, {
        upgrade: (upgraded, oldVersion) => {
          if (oldVersion >= 1) return;
          upgraded.createObjectStore('shards');
          upgraded.createObjectStore('exports');
        },
        blocked,
        blocking: () => {
          this.forget(database);
          this.lost();
        },
        terminated: () => {
          this.forget(database);
          this.lost();
        },
      });
      this.connection = Promise.resolve(database);
      this.current = database;
      this.tell({ kind: 'kept' });
      return database;
    } catch {
      // SecurityError, UnknownError, VersionError, …: no storage here, or of a newer app. Tried again next time.
      this.connection = undefined;
      return undefined;
    }
  }

  private forget(database: Connection): void {
    database.close();
    // Another one may be open by now.
    if (database === this.current) this.connection = undefined;
  }
}

async function completed<Mode extends 'readonly' | 'readwrite', Result>(
  tx: Transaction<Mode>,
  work: (tx: Transaction<Mode>) => Promise<Result>,
): Promise<Result> {
  const [result, done] = await Promise.allSettled([work(tx), tx.done]);
  if (result.status === 'fulfilled' && done.status === 'fulfilled') return result.value;
  // A request's error says why, and the transaction's only that it was aborted; at commit, as with most
  // quotas, the request has no error.
  const reasons = [result, done].filter((outcome) => outcome.status === 'rejected');
  const [first] = reasons;
  throw (reasons.find(({ reason }) => isQuotaError(reason)) ?? first)?.reason;
}

function isQuotaError(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}
