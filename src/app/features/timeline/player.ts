import { effect, inject, signal, untracked, type Signal } from '@angular/core';
import { nextStep, speedAfter, type Speed } from './playback.ts';
import { CLOCK } from '../../platform/clock.ts';

/** The timeline that a player reads and moves. */
export interface PlaybackSource {
  readonly position: Signal<number>;
  readonly shown: Signal<number | undefined>;
  readonly last: Signal<number>;
  readonly show: (index: number) => void;
}

/** Plays a timeline: shows one checkpoint after the other, each when it has loaded and the last was shown long enough. */
export class Player {
  private readonly clock = inject(CLOCK);
  private readonly source: PlaybackSource;
  private readonly playing = signal(false);
  private readonly chosenSpeed = signal<Speed>(1);
  private shownSince = 0;

  readonly isPlaying = this.playing.asReadonly();
  readonly speed = this.chosenSpeed.asReadonly();

  /** Must be created in an injection context; stops when that is destroyed. */
  constructor(source: PlaybackSource) {
    this.source = source;
    effect(() => {
      source.shown();
      this.shownSince = this.clock.now();
    });
    effect((onCleanup) => {
      if (!this.playing()) return;
      const frame = {
        position: source.position(),
        shown: source.shown(),
        last: source.last(),
        shownForMs: this.clock.now() - this.shownSince,
      };
      const step = nextStep(frame, this.chosenSpeed());
      switch (step.kind) {
        case 'wait':
          break;
        case 'show':
          onCleanup(
            this.clock.after(step.afterMs, () => {
              source.show(step.index);
            }),
          );
          break;
        case 'end':
          this.playing.set(false);
          break;
        default:
          step satisfies never;
      }
    });
  }

  /** Plays from the current position, or from the beginning when at the end. */
  play(): void {
    const { position, last, show } = this.source;
    if (untracked(position) >= untracked(last)) show(0);
    this.shownSince = this.clock.now();
    this.playing.set(true);
  }

  pause(): void {
    this.playing.set(false);
  }

  changeSpeed(): void {
    this.chosenSpeed.update(speedAfter);
  }
}
