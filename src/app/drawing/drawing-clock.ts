import { InjectionToken } from '@angular/core';

/** The time that the paper's own movements go by; replaced in specs. */
export interface DrawingClock {
  /** Calls back once, that many milliseconds later; returns what prevents it. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** The browser's clock. */
export const DRAWING_CLOCK = new InjectionToken<DrawingClock>('drawing clock', {
  factory: () => ({
    after: (milliseconds, callback) => {
      const timer = setTimeout(callback, milliseconds);
      return () => {
        clearTimeout(timer);
      };
    },
  }),
});
