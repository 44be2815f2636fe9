import { computed, type Signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { asyncScheduler, map, throttleTime } from 'rxjs';

/** What is written changes no more often, milliseconds: figures that flicker cannot be read. */
const READABLE_MS = 200;

/** A signal's values at a pace at which they can be read: the first at once, the newest in the end. */
export function readable<T>(values: Signal<T>): Signal<T> {
  const slow = toSignal(
    toObservable(values).pipe(
      map((value) => ({ value })),
      throttleTime(READABLE_MS, asyncScheduler, { leading: true, trailing: true }),
    ),
  );
  return computed(() => {
    const latest = slow();
    return latest ? latest.value : values();
  });
}
