import type { TrainingRun } from '#engine';
import type { Pace } from '../shared/lab-settings.ts';
import { FIRST_IMAGES, timeLapse } from '../shared/time-lapse.ts';

/** What is paced of a run. */
export type PacedRun = Pick<TrainingRun, 'pause' | 'resume' | 'step' | 'proceedTo'>;

/** What pacing needs of the world; replaced in specs. */
export interface PaceClock {
  /** Milliseconds. */
  readonly now: () => number;
  /** Calls back once, so many milliseconds later; returns what cancels it. */
  readonly after: (milliseconds: number, callback: () => void) => () => void;
}

/** As often as a screen shows something new, or half as often. */
const TICK_MS = 33;
/** Two steps a second can be followed. */
const SLOW_STEP_MS = 500;
/** Where a device does not keep up, time-lapse goes on from where the run is, and not from where it should be. */
const MOST_AHEAD = 1.25;

/** A run that says when it is let go, also by its pacer. */
export function departing(run: PacedRun, departs: () => void): PacedRun {
  return {
    pause: () => {
      run.pause();
    },
    resume: () => {
      departs();
      run.resume();
    },
    step: () => {
      departs();
      run.step();
    },
    proceedTo: (images) => {
      departs();
      run.proceedTo(images);
    },
  };
}

/** Lets a run go on at the pace that was chosen. */
export class Pacer {
  private readonly run: PacedRun;
  private readonly clock: PaceClock;
  private pace: Pace;
  private isHeld = true;
  private seen = 0;
  /** Where time-lapse is, in images and between them, and when it was there. */
  private position = 0;
  private sinceMs = 0;
  private steppedFrom: number | undefined;
  private cancel: () => void = () => undefined;

  constructor(run: PacedRun, pace: Pace, clock: PaceClock) {
    this.run = run;
    this.pace = pace;
    this.clock = clock;
  }

  /** Whether each step is shown by itself. */
  get showsSteps(): boolean {
    return this.pace === 'step' || this.pace === 'slow' || this.isHeld;
  }

  /** Changes the pace; at `step`, the run is held. */
  setPace(pace: Pace): void {
    this.pace = pace;
    if (!this.isHeld) this.go();
  }

  /** Lets the run go on; at `step` by one step. */
  go(): void {
    this.cancel();
    this.isHeld = false;
    this.position = this.seen;
    this.sinceMs = this.clock.now();
    this.steppedFrom = undefined;
    switch (this.pace) {
      case 'full':
        this.run.resume();
        break;
      case 'step':
        this.hold();
        break;
      case 'slow':
        this.run.pause();
        this.stepSlowly();
        break;
      case 'time-lapse':
        this.run.pause();
        this.tick();
        break;
      default:
        this.pace satisfies never;
    }
  }

  /** Holds the run before its next step. */
  hold(): void {
    this.cancel();
    this.isHeld = true;
    this.run.pause();
  }

  /** One step, after which the run is held. */
  step(): void {
    this.hold();
    this.run.step();
  }

  /** The run has seen so many images. */
  reached(images: number): void {
    this.seen = images;
  }

  /** Nothing more is called back. */
  end(): void {
    this.cancel();
  }

  private stepSlowly(): void {
    // One that takes longer than its time is waited for.
    if (this.steppedFrom !== this.seen) {
      this.steppedFrom = this.seen;
      this.run.step();
    }
    this.cancel = this.clock.after(SLOW_STEP_MS, () => {
      this.stepSlowly();
    });
  }

  private tick(): void {
    const now = this.clock.now();
    const next = timeLapse(this.position, now - this.sinceMs);
    this.sinceMs = now;
    this.position = Math.min(next, Math.max(FIRST_IMAGES, this.seen * MOST_AHEAD, this.position));
    if (this.position > this.seen) this.run.proceedTo(this.position);
    this.cancel = this.clock.after(TICK_MS, () => {
      this.tick();
    });
  }
}
