import { debounced, DestroyRef, inject, type Resource, type Signal } from '@angular/core';
import { CLOCK } from './clock.ts';

/** A signal's value once it has been the same for so long; the first at once. */
export function settled<T>(values: Signal<T>, milliseconds: number): Resource<T> {
  const clock = inject(CLOCK);
  let callOff: (() => void) | undefined;
  inject(DestroyRef).onDestroy(() => callOff?.());
  return debounced(
    values,
    () =>
      new Promise<void>((resolve) => {
        callOff?.();
        callOff = clock.after(milliseconds, resolve);
      }),
  );
}
