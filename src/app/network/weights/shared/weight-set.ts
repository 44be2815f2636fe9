import type { FileProblem } from './file-failure.ts';
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

/** Whether a checkpoint's shard is on this device. */
export type ShardState = 'absent' | 'loading' | 'here' | 'failed';

/** Why the export or the checkpoint that was asked for is not shown. */
export interface WeightsProblem {
  readonly kind: 'export' | 'checkpoint';
  /** Names the file, what was expected and what was found. */
  readonly message: string;
  /** Index of the checkpoint in the timeline. */
  readonly index?: number;
  /** True if a file arrived but is not what it should be; false if it did not arrive. */
  readonly isCorrupt: boolean;
  /** The file that the server did not deliver intact, if the network is not to blame. */
  readonly refused?: FileProblem;
}
