import type { RunState } from '#engine';
import type { Milestone } from '#model';
import type { CurvePoint, LiveChange } from '../shared/curve.ts';
import type { LabSettings, LiveSettings } from '../shared/lab-settings.ts';

/** Where a run can go on after an interruption, to the same bytes. Plain data that can be stored. */
export interface RunPoint {
  /** As it began with. */
  readonly settings: LabSettings;
  /** As they are by now. */
  readonly live: LiveSettings;
  readonly state: RunState;
  readonly curve: readonly CurvePoint[];
  readonly changes: readonly LiveChange[];
  /** Whether the same settings would give the same bytes again: on the CPU, all along, and from no own digits. */
  readonly isRepeatable: boolean;
  /** What own digits it has, if any (`OwnPart`). */
  readonly own?: string;
}

/** What is kept of a moment of a run: a checkpoint of the network that it becomes. */
export interface RunMilestone {
  readonly milestone: Milestone;
  readonly images: number;
  readonly batches: number;
  /** Half floats, as `encodeWeights` makes them. */
  readonly weights: ArrayBuffer;
  readonly point: CurvePoint;
  /** Mean loss over the images of the pass at hand; none before the first image. */
  readonly trainingLoss: number | undefined;
  /** What it answered to all test digits, as `packAnswers` makes it. */
  readonly answers: ArrayBuffer;
}
