import type { NetworkSpec, NetworkWeights } from '#model';
import type { Arrival } from './file-failure.ts';
import type { StorageReason } from './storage-failure.ts';
import type { StorageState, WeightSet } from './weight-set.ts';

/** Where a checkpoint's file is, and what it has to be. */
export interface ShardAddress {
  readonly manifestUrl: string;
  /** Which text of the manifest it belongs to: SHA-256 of it. */
  readonly edition: string;
  /** Absolute. */
  readonly file: string;
  readonly network: NetworkSpec;
  /** Lower-case hex; older exports have none. */
  readonly sha256?: string;
}

/** When an export's kept copy may be taken instead of the one on the server. */
export type KeptCopyUse = 'when unreachable' | 'when unusable';

/** An export that was checked: its manifest, every field of it, and its last checkpoint. */
export interface OpenedExport {
  readonly set: WeightSet;
  readonly edition: string;
  /** Of the last checkpoint. */
  readonly weights: NetworkWeights;
  /** Per checkpoint: whether its file is kept on this device. */
  readonly kept: readonly boolean[];
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
export interface AssuredShard {
  /** Whether it is kept there, whole; it is where it might be fetched. */
  readonly isKept: boolean;
}

/** All shards that this copy of the app keeps, of whatever export. */
export interface StoredShards {
  readonly count: number;
  readonly bytes: number;
}

/** From page to worker; every request is answered once, with its id, unless it is cancelled. */
export type WeightsRequest =
  | {
      readonly kind: 'open';
      readonly id: number;
      readonly manifestUrl: string;
      readonly keptCopy: KeptCopyUse;
    }
  /** An export that someone brought as files; `folder`: address of the app. Answered as `open` is. */
  | {
      readonly kind: 'import';
      readonly id: number;
      readonly files: readonly File[];
      readonly folder: string;
    }
  | { readonly kind: 'shard'; readonly id: number; readonly shard: ShardAddress }
  /** Verifies a kept shard; where it is missing or damaged, fetches and keeps it if it `mayFetch`. */
  | {
      readonly kind: 'assure';
      readonly id: number;
      readonly shard: ShardAddress;
      readonly mayFetch: boolean;
    }
  | { readonly kind: 'measure' | 'clear'; readonly id: number }
  /** `id`: of the request that nobody waits for any more. */
  | { readonly kind: 'cancel'; readonly id: number };

/** From worker to page; `kept`, `storage` and `lost` come on their own. */
export type WeightsResponse =
  | { readonly kind: 'opened'; readonly id: number; readonly opened: OpenedExport }
  | { readonly kind: 'shard'; readonly id: number; readonly weights: NetworkWeights }
  | { readonly kind: 'assured'; readonly id: number; readonly assured: AssuredShard }
  | { readonly kind: 'measured'; readonly id: number; readonly stored: StoredShards }
  | { readonly kind: 'cleared'; readonly id: number }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: Failure }
  | { readonly kind: 'kept'; readonly file: string }
  | { readonly kind: 'storage'; readonly state: StorageState }
  /** Someone else closed the database: what was kept may be gone. */
  | { readonly kind: 'lost' };
