import type { CheckpointMoment } from '#formats';
import {
  calibrationOf,
  type AnswerCalibration,
  type Checkpoint,
  type NetworkSpec,
  type NetworkWeights,
} from '#model';
import type { Precision } from './checkpoint-bytes.ts';

/** A network whose checkpoints can be read, wherever they are. */
export interface ReadableNetwork {
  readonly address: string;
  /** As people named it; empty for the app's own. */
  readonly name: string;
  readonly spec: NetworkSpec;
  /** Of its checkpoints, in order; at least one. */
  readonly moments: readonly CheckpointMoment[];
  /** As its manifest has it. */
  readonly training: Readonly<Record<string, unknown>> | undefined;
  readonly calibration: AnswerCalibration;
  readonly precision: Precision;
  /** The same as long as its weights are. */
  readonly edition: string;
  /**
   * Reads the weights of a checkpoint, verified; they belong to the caller.
   * @throws FormatError if they are missing or damaged; StorageFailure; the signal's reason
   */
  readonly weights: (index: number, signal: AbortSignal) => Promise<NetworkWeights>;
}

/** Index of the checkpoint that is the trained network. */
export function lastIndex({ moments }: Pick<ReadableNetwork, 'moments'>): number {
  return moments.length - 1;
}

/**
 * The calibration in a network's training block.
 * @throws FormatError when it is malformed
 */
export function calibrationIn(
  spec: NetworkSpec,
  training: Readonly<Record<string, unknown>> | undefined,
  file: string,
): AnswerCalibration {
  return calibrationOf({ network: spec, timeline: [], ...(training && { training }) }, file);
}

/** What a checkpoint is, without the file of its weights. */
export function momentOf(checkpoint: Checkpoint): CheckpointMoment {
  const moment: CheckpointMoment & { shard?: unknown } = { ...checkpoint };
  delete moment.shard;
  return moment;
}
