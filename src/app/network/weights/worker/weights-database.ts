import type { DBSchema } from 'idb';
import {
  DeviceDatabase,
  type DatabasePlan,
  type DeviceTransaction,
} from '../../storage/device-database.ts';
import type { StorageState } from '../../storage/storage-state.ts';

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
export type Transaction<Mode extends 'readonly' | 'readwrite'> = DeviceTransaction<
  WeightsSchema,
  Mode
>;

/** Name of the database; keys are absolute addresses and hashes, so that copies of the app on one origin share it. */
export const DATABASE_NAME = 'weights';

const PLAN: DatabasePlan<WeightsSchema> = {
  name: DATABASE_NAME,
  version: 1,
  stores: ['shards', 'exports'],
  upgrade: (database, oldVersion) => {
    if (oldVersion >= 1) return;
    database.createObjectStore('shards');
    database.createObjectStore('exports');
  },
};

/** The database of exports on the app's server: what was fetched of them. */
export class WeightsDatabase extends DeviceDatabase<WeightsSchema> {
  /** @param onClosed called when the system or another tab closes the connection: its data may be gone */
  constructor(reportState: (state: StorageState) => void, onClosed?: () => void) {
    super(PLAN, reportState, onClosed);
  }
}
