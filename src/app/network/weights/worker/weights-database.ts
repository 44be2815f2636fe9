import {
  openDB,
  type DBSchema,
  type IDBPDatabase,
  type IDBPTransaction,
  type StoreNames,
} from 'idb';
import { StorageFailure, type StorageReason } from '../shared/storage-failure.ts';
import type { StorageState } from '../shared/weight-set.ts';

/** One text of an export's manifest and the files it names. */
export interface ManifestCopy {
  /** SHA-256 of the text. Stored under this name; elsewhere it is called `manifestSha256`. */
  readonly edition: string;
  readonly text: string;
  /** Addresses of all its shards. */
  readonly files: readonly string[];
  /** SHA-256 by address: from the manifest, or taken at the first fetch. */
  readonly hashes: Readonly<Record<string, string>>;
}

/** What is stored of an export. These field names are on visitors' devices: do not rename them. */
export interface ExportRecord {
  /** The manifest as last fetched and checked. */
  readonly newest: ManifestCopy;
  /** The last manifest of which every shard was stored; works offline. */
  readonly whole?: ManifestCopy;
  /** Folders of the copies of the app that own it; older records have none. */
  readonly owners?: readonly string[];
}

/** Every stored copy of an export's manifest, the newest first. */
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

/** A transaction over both stores: records and the shards they name change together. */
export type Transaction<Mode extends 'readonly' | 'readwrite'> = IDBPTransaction<
  WeightsSchema,
  StoreNames<WeightsSchema>[],
  Mode
>;

type Connection = IDBPDatabase<WeightsSchema>;

/** Name of the database; keys are absolute addresses and hashes, so that copies of the app on one origin share it. */
export const DATABASE_NAME = 'weights';
const SCHEMA_VERSION = 1;
/** Safari sometimes never finishes opening a database. */
const OPENING_TIMEOUT_MS = 3000;

/**
 * The IndexedDB connection: opened when needed, closed when another tab wants to upgrade or delete the database, and
 * reopened after the system killed it. If it does not work, the reason is reported and thrown.
 */
export class WeightsDatabase {
  /** Called whenever weights turn out to be persistent, or not. */
  readonly reportState: (state: StorageState) => void;
  private readonly onClosed: () => void;
  private connection: Promise<Connection> | undefined;
  /** The open connection, once `connection` has resolved. */
  private current: Connection | undefined;

  /** @param onClosed called when the system or another tab closes the connection: its data may be gone */
  constructor(reportState: (state: StorageState) => void, onClosed: () => void = () => undefined) {
    this.reportState = reportState;
    this.onClosed = onClosed;
  }

  /**
   * Runs work in one transaction.
   * @throws StorageFailure if storage does not work, and nothing was changed; errors of the work itself
   */
  async run<Mode extends 'readonly' | 'readwrite', Result>(
    mode: Mode,
    work: (tx: Transaction<Mode>) => Promise<Result>,
  ): Promise<Result> {
    try {
      return await this.attempt(mode, work);
    } catch (error) {
      // Retry once with a new connection: the system may have killed this one.
      if (!(error instanceof DOMException)) throw error;
    }
    try {
      return await this.attempt(mode, work);
    } catch (error) {
      throw error instanceof DOMException ? this.failure('failed', error) : error;
    }
  }

  /** @throws DOMException where the connection was closed */
  private async attempt<Mode extends 'readonly' | 'readwrite', Result>(
    mode: Mode,
    work: (tx: Transaction<Mode>) => Promise<Result>,
  ): Promise<Result> {
    const database = await (this.connection ??= this.open());
    try {
      return await completed(database.transaction(['shards', 'exports'], mode), work);
    } catch (error) {
      if (isQuotaError(error)) throw this.failure('full', error);
      // InvalidStateError or AbortError: it is closed.
      if (error instanceof DOMException) this.forget(database);
      throw error;
    }
  }

  private async open(): Promise<Connection> {
    // `undefined` if the browser has none, `null` if it is switched off.
    const { indexedDB } = globalThis as { readonly indexedDB?: IDBFactory | null };
    if (!indexedDB) throw this.failure('missing');
    let giveUp = (): void => undefined;
    const stuck = new Promise<never>((_, reject) => {
      giveUp = () => {
        reject(this.failure('failed', new Error('it does not open')));
      };
    });
    const timer = setTimeout(giveUp, OPENING_TIMEOUT_MS);
    const opening = this.connect(giveUp).finally(() => {
      clearTimeout(timer);
    });
    return Promise.race([opening, stuck]);
  }

  /** Connects. May take until another tab with an older version is closed. */
  private async connect(blocked: () => void): Promise<Connection> {
    try {
      // `openDB` may throw at once; wait until `connection` has been assigned.
      await Promise.resolve();
      const database = await openDB<WeightsSchema>(DATABASE_NAME, SCHEMA_VERSION, {
        upgrade: (upgraded, oldVersion) => {
          if (oldVersion >= 1) return;
          upgraded.createObjectStore('shards');
          upgraded.createObjectStore('exports');
        },
        blocked,
        blocking: () => {
          this.forget(database);
          this.onClosed();
        },
        terminated: () => {
          this.forget(database);
          this.onClosed();
        },
      });
      this.connection = Promise.resolve(database);
      this.current = database;
      this.reportState({ kind: 'persistent' });
      return database;
    } catch (error) {
      // Try again next time.
      this.connection = undefined;
      // SecurityError, UnknownError, VersionError, …: no storage, or one of a newer version of the app.
      throw error instanceof DOMException ? this.failure('failed', error) : error;
    }
  }

  /** Reports that nothing is stored, and makes the error that says why. */
  private failure(reason: StorageReason, cause?: Error): StorageFailure {
    this.reportState({ kind: 'memory', reason });
    return new StorageFailure(reason, cause);
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
  // The request's error says why; the transaction's says only that it was aborted. But if the commit fails, as it
  // does for most quotas, only the transaction has an error.
  const reasons = [result, done].filter((outcome) => outcome.status === 'rejected');
  const [first] = reasons;
  throw (reasons.find(({ reason }) => isQuotaError(reason)) ?? first)?.reason;
}

function isQuotaError(error: unknown): error is DOMException {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}
