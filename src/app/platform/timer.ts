import { InjectionToken } from '@angular/core';

/** Calls back after a while; what it returns calls it off. */
export type Timer = (callback: () => void, delayMs: number) => () => void;

/** The clock of what comes later; replaced in specs. */
export const TIMER = new InjectionToken<Timer>('timer', {
  factory: () => (callback, delayMs) => {
    const handle = setTimeout(callback, delayMs);
    return () => {
      clearTimeout(handle);
    };
  },
});

/** The time of day, in milliseconds since 1970, which goes on while a device sleeps; replaced in specs. */
export const NOW = new InjectionToken<() => number>('time of day', {
  factory: () => () => Date.now(),
});
