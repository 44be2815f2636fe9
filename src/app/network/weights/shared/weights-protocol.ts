import type { NetworkWeights, PackedWeights } from '#model';
import type { Arrival } from './file-failure.ts';
import type { ShardAddress } from './shard-address.ts';
import type { StorageReason } from './storage-failure.ts';
import type { StorageState, WeightSet } from './weight-set.ts';

/**
 * When an export's stored copy may replace the one on the server: only when the server cannot be reached, or also when
 * what the server sends is invalid.
 */
export type CacheFallback = 'offline' | 'offline-or-invalid';

/** An export that was checked: its manifest, every field of it, and its last checkpoint. */
export interface OpenedExport {
  readonly set: WeightSet;
  readonly manifestSha256: string;
  /** Of the last checkpoint. */
  readonly weights: NetworkWeights;
  /** Per checkpoint: whether its shard is stored on this device. */
  readonly stored: readonly boolean[];
  /** Why the stored copy was used, if the server's copy arrived but was invalid. */
  readonly refused?: Failure;
}

/** An error in a form that can be sent between threads. */
export interface Failure {
  readonly message: string;
  /** The parts of a `FormatError`. */
  readonly format?: readonly [file: string, field: string, expected: string, found: string];
  /** Whether the file did not arrive at all. */
  readonly isUnreachable: boolean;
  /** What arrived instead. */
  readonly arrival?: Arrival;
  /** Why nothing can be stored, if storage failed. */
  readonly storage?: StorageReason;
}

/** The answer to `ensureStored`. */
export interface EnsuredShard {
  /** Whether a valid copy is stored. Always true if the shard might be fetched: otherwise the request fails. */
  readonly isStored: boolean;
}

/** All shards that this copy of the app has stored, of every export. */
export interface StoredShards {
  readonly count: number;
  readonly bytes: number;
}

/** What the worker reports without being asked. */
export type WeightsNotice =
  /** A file has been stored on this device. */
  | { readonly kind: 'stored'; readonly file: string }
  | { readonly kind: 'storage'; readonly state: StorageState }
  /** Another tab or the browser closed the database: its contents may be gone. */
  | { readonly kind: 'database closed' };

/** The messages between page and worker. */
export interface WeightsProtocol {
  readonly requests: {
    readonly open: { readonly manifestUrl: string; readonly fallback: CacheFallback };
    /** Imports an export from local files; `folder`: address of the app's folder. */
    readonly import: { readonly files: readonly File[]; readonly folder: string };
    readonly shard: { readonly shard: ShardAddress };
    /** Weights as they are stored; never fetches them. */
    readonly packed: { readonly shard: ShardAddress };
    /** Verifies a stored shard. If it is missing or damaged and `mayFetch` is set, fetches and stores it. */
    readonly ensureStored: { readonly shard: ShardAddress; readonly mayFetch: boolean };
    readonly measure: object;
    readonly clear: object;
  };
  readonly answers: {
    readonly open: OpenedExport;
    readonly import: OpenedExport;
    readonly shard: NetworkWeights;
    /** Absent when no valid copy is stored. */
    readonly packed: PackedWeights | undefined;
    readonly ensureStored: EnsuredShard;
    readonly measure: StoredShards;
    readonly clear: undefined;
  };
  readonly failure: Failure;
  readonly notice: WeightsNotice;
}
