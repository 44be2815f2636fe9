import type { NetworkWeights } from '#model';
import type { Arrival } from './file-failure.ts';
import type { ShardAddress } from './shard-address.ts';
import type { StorageReason } from './storage-failure.ts';
import type { StorageState, WeightSet } from './weight-set.ts';

/** When an export's kept copy may be taken instead of the one on the server. */
export type CacheFallback = 'offline' | 'offline-or-invalid';

/** An export that was checked: its manifest, every field of it, and its last checkpoint. */
export interface OpenedExport {
  readonly set: WeightSet;
  readonly manifestSha256: string;
  /** Of the last checkpoint. */
  readonly weights: NetworkWeights;
  /** Per checkpoint: whether its file is kept on this device. */
  readonly stored: readonly boolean[];
  /** Why it is the kept copy, where the server's arrived but was of no use. */
  readonly refused?: Failure;
}

/** What went wrong, as it travels between threads. */
export interface Failure {
  readonly message: string;
  /** Of a `FormatError`: what it was made of. */
  readonly format?: readonly [file: string, field: string, expected: string, found: string];
  /** Whether the file did not arrive at all. */
  readonly isUnreachable: boolean;
  /** What came in its place. */
  readonly arrival?: Arrival;
  /** Why nothing can be kept, where that is what went wrong. */
  readonly storage?: StorageReason;
}

/** What became of a shard that is to be on this device. */
export interface EnsuredShard {
  /** Whether it is kept there, whole; it is where it might be fetched. */
  readonly isStored: boolean;
}

/** All shards that this copy of the app keeps, of whatever export. */
export interface StoredShards {
  readonly count: number;
  readonly bytes: number;
}

/** What the worker tells on its own. */
export type WeightsNotice =
  /** A file is kept on this device from now on. */
  | { readonly kind: 'stored'; readonly file: string }
  | { readonly kind: 'storage'; readonly state: StorageState }
  /** Someone else closed the database: what was kept may be gone. */
  | { readonly kind: 'database closed' };

/** What page and worker say to each other. */
export interface WeightsProtocol {
  readonly requests: {
    readonly open: { readonly manifestUrl: string; readonly fallback: CacheFallback };
    /** An export that someone brought as files; `folder`: address of the app. */
    readonly import: { readonly files: readonly File[]; readonly folder: string };
    readonly shard: { readonly shard: ShardAddress };
    /** Verifies a kept shard; where it is missing or damaged, fetches and keeps it if it `mayFetch`. */
    readonly ensureStored: { readonly shard: ShardAddress; readonly mayFetch: boolean };
    readonly measure: object;
    readonly clear: object;
  };
  readonly answers: {
    readonly open: OpenedExport;
    readonly import: OpenedExport;
    readonly shard: NetworkWeights;
    readonly ensureStored: EnsuredShard;
    readonly measure: StoredShards;
    readonly clear: undefined;
  };
  readonly failure: Failure;
  readonly notice: WeightsNotice;
}
