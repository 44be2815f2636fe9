import {
  openDB,
  type DBSchema,
  type IDBPDatabase,
  type IDBPTransaction,
  type StoreNames,
} from 'idb';
import { StorageFailure, type StorageReason } from './storage-failure.ts';
import type { StorageState } from './storage-state.ts';

/** A transaction over all stores of a database. */
export type DeviceTransaction<
  Schema extends DBSchema,
  Mode extends 'readonly' | 'readwrite',
> = IDBPTransaction<Schema, StoreNames<Schema>[], Mode>;

type Connection<Schema extends DBSchema> = IDBPDatabase<Schema>;

/** What a database is called and consists of. */
export interface DatabasePlan<Schema extends DBSchema> {
  readonly name: string;
  readonly version: number;
  readonly stores: StoreNames<Schema>[];
  /** Makes the stores that an older version lacks; 0 is a new database. */
  readonly upgrade: (database: IDBPDatabase<Schema>, oldVersion: number) => void;
}

/**
 * Safari sometimes never finishes opening a database. A busy disk takes seconds: it must not be taken for one that fails,
 * since without a server what is stored is all there is.
 */
const OPENING_TIMEOUT_MS = 10_000;
/** A power cut may lose the last moments, nothing else may; waiting for the disk takes a tablet a second. */
const RELAXED = { durability: 'relaxed' } as const;

/**
 * The IndexedDB connection: opened when needed, closed when another tab wants to upgrade or delete the database, and
 * reopened after the system killed it. If it does not work, the reason is reported and thrown.
 */
export class DeviceDatabase<Schema extends DBSchema> {
  /** Called whenever what is stored turns out to be persistent, or not. */
  readonly reportState: (state: StorageState) => void;
  private readonly plan: DatabasePlan<Schema>;
  private readonly onClosed: () => void;
  private connection: Promise<Connection<Schema>> | undefined;
  /** The open connection, once `connection` has resolved. */
  private current: Connection<Schema> | undefined;

  /** @param onClosed called when the system or another tab closes the connection: its data may be gone */
  constructor(
    plan: DatabasePlan<Schema>,
    reportState: (state: StorageState) => void,
    onClosed: () => void = () => undefined,
  ) {
    this.plan = plan;
    this.reportState = reportState;
    this.onClosed = onClosed;
  }

  /**
   * Runs work in one transaction.
   * @throws StorageFailure if storage does not work, and nothing was changed; errors of the work itself
   */
  async run<Mode extends 'readonly' | 'readwrite', Result>(
    mode: Mode,
    work: (tx: DeviceTransaction<Schema, Mode>) => Promise<Result>,
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
    work: (tx: DeviceTransaction<Schema, Mode>) => Promise<Result>,
  ): Promise<Result> {
    const database = await (this.connection ??= this.open());
    try {
      return await completed(database.transaction(this.plan.stores, mode, RELAXED), work);
    } catch (error) {
      if (isQuotaError(error)) throw this.failure('full', error);
      // InvalidStateError or AbortError: it is closed.
      if (error instanceof DOMException) this.forget(database);
      throw error;
    }
  }

  private async open(): Promise<Connection<Schema>> {
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
  private async connect(blocked: () => void): Promise<Connection<Schema>> {
    try {
      // `openDB` may throw at once; wait until `connection` has been assigned.
      await Promise.resolve();
      const database = await openDB<Schema>(this.plan.name, this.plan.version, {
        upgrade: (upgraded, oldVersion) => {
          this.plan.upgrade(upgraded, oldVersion);
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
      // It may be open and still not answer: Safari keeps a page for going back with what it was just storing, and
      // nobody else reads until that page is gone.
      await database.transaction(this.plan.stores).done;
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

  private forget(database: Connection<Schema>): void {
    database.close();
    // Another one may be open by now.
    if (database === this.current) this.connection = undefined;
  }
}

async function completed<Schema extends DBSchema, Mode extends 'readonly' | 'readwrite', Result>(
  tx: DeviceTransaction<Schema, Mode>,
  work: (tx: DeviceTransaction<Schema, Mode>) => Promise<Result>,
): Promise<Result> {
  const [result, done] = await Promise.allSettled([orAbort(tx, work), tx.done]);
  if (result.status === 'fulfilled' && done.status === 'fulfilled') return result.value;
  // The request's error says why; the transaction's says only that it was aborted. But if the commit fails, as it
  // does for most quotas, only the transaction has an error.
  const reasons = [result, done].filter((outcome) => outcome.status === 'rejected');
  const [first] = reasons;
  throw (reasons.find(({ reason }) => isQuotaError(reason)) ?? first)?.reason;
}

/** Runs work; if it fails, nothing of it is stored. Only a failed request aborts a transaction by itself. */
async function orAbort<Schema extends DBSchema, Mode extends 'readonly' | 'readwrite', Result>(
  tx: DeviceTransaction<Schema, Mode>,
  work: (tx: DeviceTransaction<Schema, Mode>) => Promise<Result>,
): Promise<Result> {
  try {
    return await work(tx);
  } catch (error) {
    try {
      tx.abort();
    } catch (aborted) {
      // InvalidStateError: it is aborted already.
      if (!(aborted instanceof DOMException)) throw aborted;
    }
    throw error;
  }
}

function isQuotaError(error: unknown): error is DOMException {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}
