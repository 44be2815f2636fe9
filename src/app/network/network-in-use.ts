import type { AnswerCalibration, Checkpoint, NetworkSpec, NetworkWeights } from '#model';

/** A network ready for use: verified and decoded weights, and the calibration that turns logits into an answer. */
export interface TrainedNetwork {
  readonly network: NetworkSpec;
  readonly calibration: AnswerCalibration;
  readonly weights: NetworkWeights;
}

/** A checkpoint of an export. */
export interface CheckpointOrigin {
  readonly kind: 'checkpoint';
  /** In the export's timeline. */
  readonly index: number;
  readonly checkpoint: Checkpoint;
}

/** A training run in progress. */
export interface LiveOrigin {
  readonly kind: 'live';
  /** Whether it has learned from anything yet; absent for yes. */
  readonly hasLearned?: boolean;
}

/** The network that inference, the 3D picture and the panels use, and where it comes from. */
export interface NetworkInUse<
  Origin extends CheckpointOrigin | LiveOrigin = CheckpointOrigin | LiveOrigin,
> extends TrainedNetwork {
  readonly origin: Origin;
}

/** A checkpoint that reads a smaller share of the test images has hardly begun to learn. */
const LEARNED_ACCURACY = 0.6;

/** Whether a network reads digits better than by chance and luck; so is what has not been measured. */
export function hasLearned(inUse: NetworkInUse | undefined): boolean {
  if (!inUse) return true;
  const { origin } = inUse;
  return origin.kind === 'checkpoint' ? isLearned(origin.checkpoint) : (origin.hasLearned ?? true);
}

/** The same of a checkpoint. */
export function isLearned({ metrics }: Checkpoint): boolean {
  return (metrics.testAccuracy ?? 1) >= LEARNED_ACCURACY;
}

/** Index of the checkpoint in use; undefined if there is no network, or a live one. */
export function checkpointIndexOf(inUse: NetworkInUse | undefined): number | undefined {
  return inUse?.origin.kind === 'checkpoint' ? inUse.origin.index : undefined;
}
