import { InjectionToken } from '@angular/core';

/** What time it is, and what comes later. Nothing in the page asks the browser itself. */
export interface Clock {
  /** Milliseconds since some moment. Never goes back; may stand still while the device sleeps. */
  now(): number;
  /** The time of day, milliseconds since 1970. Goes on while the device sleeps, and may be put back. */
  wallTime(): number;
  /**
   * Calls back once, that many milliseconds later.
   * @returns a function that cancels it
   */
  after(milliseconds: number, callback: () => void): () => void;
  /**
   * Calls back once, before the browser paints its next frame.
   * @param callback is told when that frame began, as `now` counts
   * @returns a handle for `cancelFrame`: a function would be one more object a frame
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
