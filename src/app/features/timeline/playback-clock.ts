import { InjectionToken } from '@angular/core';

/** The time that playing goes by; replaced in specs. */
export interface PlaybackClock {
  /** Milliseconds since some moment. */
  now(): number;
  /** Calls back once, that many milliseconds later; returns what prevents it. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** The browser's clock. */
export const PLAYBACK_CLOCK = new InjectionToken<PlaybackClock>('playback clock', {
  factory: () => ({
    now: () => performance.now(),
    after: (milliseconds, callback) => {
      const timer = setTimeout(callback, milliseconds);
      return () => {
        clearTimeout(timer);
      };
    },
  }),
});
