import type { NetworkSpec, NetworkWeights } from '#model';
import { effect, inject, Service, signal } from '@angular/core';
import type { LabFrame } from '../../../network/lab/client/heard-run.ts';
import { LabService } from '../../../network/lab/client/lab-service.ts';
import { copyOf } from '../../../network/weight-buffers.ts';
import { CLOCK } from '../../../platform/clock.ts';
import { mediaQuery } from '../../../platform/media-query.ts';

/** Weights of a run at a moment. */
export interface MomentOfRun {
  readonly spec: NetworkSpec;
  readonly images: number;
  readonly weights: NetworkWeights;
  /** What they were when they were shown before. */
  readonly before: NetworkWeights | undefined;
}

/** Who wants no motion is shown weights twice a second. */
const CALM_MS = 500;

/**
 * The weights of the run, one moment after the other. A frame is copied and given back when the moment before is on the
 * screen, so that the worker never sends more than is shown. Copies have three places, over and over.
 */
@Service({ autoProvided: false })
export class LiveWeights {
  private readonly lab = inject(LabService);
  private readonly clock = inject(CLOCK);
  private readonly isMotionReduced = mediaQuery('(prefers-reduced-motion: reduce)');
  private readonly newest = signal<MomentOfRun | undefined>(undefined);
  /** Whether the newest moment is on the screen. */
  private readonly isShown = signal(true);
  private readonly isRested = signal(true);
  private spare: NetworkWeights | undefined;

  /** Undefined before a run. */
  readonly moment = this.newest.asReadonly();

  constructor() {
    effect(() => {
      const [run, frame] = [this.lab.run(), this.lab.frame()];
      if (!run || !frame || !this.isShown() || !this.isRested()) return;
      this.take(frame, run.spec);
    });
  }

  /** The newest moment is on the screen. */
  shown(): void {
    this.isShown.set(true);
  }

  private take(frame: LabFrame, spec: NetworkSpec): void {
    const last = this.newest();
    const isSameRun = last?.spec === spec;
    const weights = copyOf(frame.weights, this.spare);
    this.spare = last?.before;
    this.newest.set({
      spec,
      weights,
      images: frame.images,
      before: isSameRun ? last.weights : undefined,
    });
    this.isShown.set(false);
    this.lab.frameShown(frame);
    if (!this.isMotionReduced()) return;
    this.isRested.set(false);
    this.clock.after(CALM_MS, () => {
      this.isRested.set(true);
    });
  }
}
