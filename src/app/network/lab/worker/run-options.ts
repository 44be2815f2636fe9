import type { BackendFactory } from '#engine';
import type { LabDevice, LabEvent } from '../shared/lab-protocol.ts';
import type { LabSettings } from '../shared/lab-settings.ts';
import type { PaceClock } from './pacing.ts';
import type { RunDigits } from './run-digits.ts';
import type { RunMilestone, RunPoint } from './run-point.ts';

/** How a run learns, and on what. */
export interface RunBackend {
  readonly backend: BackendFactory;
  readonly device: LabDevice;
}

/** What a run needs of the world; replaced in specs. */
export interface RunClock extends PaceClock {
  /** Gives messages a turn, soon: timers wait for milliseconds, and in a hidden page for seconds. */
  readonly turn: () => Promise<void>;
}

/** What a run needs. */
export interface LabRunOptions {
  readonly settings: LabSettings;
  readonly digits: RunDigits;
  readonly backend: RunBackend;
  /** What it goes on with where the GPU is lost. */
  readonly cpu: () => Promise<RunBackend>;
  /** Where it goes on, with the milestones up to there. */
  readonly from?: { readonly point: RunPoint; readonly milestones: readonly RunMilestone[] };
  readonly clock: RunClock;
  readonly tell: (event: LabEvent) => void;
  /** Keep what the run needs to go on after an interruption; neither may throw. */
  readonly saveMilestone: (index: number, milestone: RunMilestone) => void;
  readonly savePoint: (point: RunPoint) => void;
}
