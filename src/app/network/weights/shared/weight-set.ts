import type { FileProblem } from './file-failure.ts';
import type { StorageReason } from './storage-failure.ts';
import type { AnswerCalibration, Checkpoint, NetworkSpec } from '#model';

/** An export in use. */
export interface WeightSet {
  /** Address of its manifest, absolute. */
  readonly url: string;
  readonly network: NetworkSpec;
  /** Sorted by order. */
  readonly timeline: readonly Checkpoint[];
  readonly calibration: AnswerCalibration;
}

/** Whether a checkpoint's weights are on this device. */
export type ShardState = 'absent' | 'loading' | 'here' | 'failed';

/** Why the export or the checkpoint that was asked for is not shown. */
export interface WeightsProblem {
  readonly kind: 'export' | 'checkpoint';
  /** Names the file, what was expected and what was found. */
  readonly message: string;
  /** Of the checkpoint in the timeline. */
  readonly index?: number;
  /** Whether a file arrived that is not what it should be; otherwise it did not arrive. */
  readonly isCorrupt: boolean;
  /** The file that the server did not send as it is, where the network is not to blame. */
  readonly refused?: FileProblem;
}

/**
 * Whether weights are kept in IndexedDB for the next visit, or last for this one only: because there is
 * no IndexedDB, no space in it, or because it does not work.
 */
export type StorageState =
  { readonly kind: 'persistent' } | { readonly kind: 'memory'; readonly reason: StorageReason };
