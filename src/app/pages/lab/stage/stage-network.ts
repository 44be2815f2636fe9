import { UNCALIBRATED, type NetworkSpec, type NetworkWeights } from '#model';
import type { LiveOrigin, NetworkInUse } from '../../../network/network-in-use.ts';

/** What lies on the paper, or in its place. */
export interface StageInput {
  /** Where it comes from: the pupil, the digits that are learned, or the step that is told. */
  readonly from: 'paper' | 'pile' | 'step';
  /** What it is said to be, if it is one of the digits that are learned. */
  readonly label: number | undefined;
  /** Whether that is wrong. */
  readonly isWrong?: boolean;
}

/** A network on the stage. */
export interface StageNetwork extends NetworkInUse<LiveOrigin> {
  /** What its weights were before, if that is known. */
  readonly before: NetworkWeights | undefined;
  /** How many digits it has learned from. */
  readonly images: number;
}

/** A network that has learned from so many digits. */
export function stageNetwork(
  network: NetworkSpec,
  weights: NetworkWeights,
  before: NetworkWeights | undefined,
  images: number,
): StageNetwork {
  const origin = { kind: 'live', hasLearned: images > 0 } as const;
  return { network, weights, before, images, calibration: UNCALIBRATED, origin };
}
