import { InjectionToken } from '@angular/core';

/** The time, timers and frames. Nothing else in the page uses the browser's own. */
export interface Clock {
  /** Milliseconds since a fixed moment. Never goes back; may stop while the device sleeps. */
  now(): number;
  /** Milliseconds since 1970. Runs on while the device sleeps, and may be set back. */
  wallTime(): number;
  /**
   * Calls back once, that many milliseconds later.
   * @returns a function that cancels it
   */
  after(milliseconds: number, callback: () => void): () => void;
  /**
   * Calls back once, before the browser paints its next frame.
   * @param callback receives the start time of that frame, as given by `now`
   * @returns a handle for `cancelFrame`: a function would be one more object per frame
   */
  requestFrame(callback: (nowMs: number) => void): number;
  cancelFrame(handle: number): void;
}

/** The browser's clock; replaced in specs. */
export const CLOCK = new InjectionToken<Clock>('clock', {
  factory: () => ({
    now: () => performance.now(),
    wallTime: () => Date.now(),
    after: (milliseconds, callback) => {
      const handle = setTimeout(callback, milliseconds);
      return () => {
        clearTimeout(handle);
      };
    },
    requestFrame: (callback) => requestAnimationFrame(callback),
    cancelFrame: (handle) => {
      cancelAnimationFrame(handle);
    },
  }),
});
