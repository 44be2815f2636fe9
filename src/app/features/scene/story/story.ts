import { computed, signal } from '@angular/core';
import type { Clock } from '../../../platform/clock.ts';
import { storyTimes, type StoryPhase, type StoryRun } from './story-at.ts';

/** The story that is being told, if there is one. */
export class Story {
  private readonly clock: Clock;
  private readonly told = signal<
    { readonly run: StoryRun; readonly phase: StoryPhase } | undefined
  >(undefined);
  private cancelTimer: (() => void) | undefined;

  /** Its phase; undefined without a story. */
  readonly phase = computed(() => this.told()?.phase);
  /** The story for whoever draws its frames; undefined as long as there is nothing to be seen of it. */
  readonly run = computed(() => {
    const told = this.told();
    return told?.phase === 'pause' ? undefined : told?.run;
  });

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /**
   * @param pace how many times as long as at normal pace it takes
   * @param fromMs where to begin, milliseconds after the stroke's end
   */
  begin(denseLayers: number, pace: number, fromMs = 0): void {
    this.end();
    const run = { startMs: this.clock.now() - fromMs * pace, pace };
    const times = storyTimes(denseLayers);
    const enter = (phase: StoryPhase, next: () => void): void => {
      this.told.set({ run, phase });
      const ms = run.startMs + times[phase] * pace - this.clock.now();
      this.cancelTimer = this.clock.after(Math.max(0, ms), next);
    };
    const way = (): void => {
      enter('way', () => {
        enter('answer', () => {
          this.end();
        });
      });
    };
    if (fromMs < times.pause) enter('pause', way);
    else way();
  }

  /** Shows what there is at once. */
  end(): void {
    this.cancelTimer?.();
    this.told.set(undefined);
  }
}
