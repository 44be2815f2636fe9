import type { AnswerCalibration, Checkpoint, NetworkSpec, NetworkWeights } from '#model';

/** A network ready to read: verified and decoded weights, and what turns its logits into an answer. */
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

/** A training run that goes on. */
export interface LiveOrigin {
  readonly kind: 'live';
}

/** The network that inference, picture and panels work with, and where it comes from. */
export interface NetworkInUse<
  Origin extends CheckpointOrigin | LiveOrigin = CheckpointOrigin | LiveOrigin,
> extends TrainedNetwork {
  readonly origin: Origin;
}

/** Index of the checkpoint that a network is; undefined where there is none, or a live one. */
export function checkpointIndexOf(inUse: NetworkInUse | undefined): number | undefined {
  return inUse?.origin.kind === 'checkpoint' ? inUse.origin.index : undefined;
}
