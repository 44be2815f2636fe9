import type { NetworkWeights, PackedWeights } from '#model';
import type { Failure } from './failure.ts';
import type { ShardAddress } from './shard-address.ts';
import type { StorageState } from '../../storage/storage-state.ts';
import type { WeightSet } from './weight-set.ts';

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
