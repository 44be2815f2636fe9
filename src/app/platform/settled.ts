import { debounced, DestroyRef, inject, type Resource, type Signal } from '@angular/core';
import { CLOCK } from './clock.ts';

/** A signal's value once it has stayed the same for some milliseconds; the first value at once. */
export function settled<T>(values: Signal<T>, milliseconds: number): Resource<T> {
  const clock = inject(CLOCK);
  let cancel: (() => void) | undefined;
  inject(DestroyRef).onDestroy(() => cancel?.());
  return debounced(
    values,
    () =>
      new Promise<void>((resolve) => {
        cancel?.();
        cancel = clock.after(milliseconds, resolve);
      }),
  );
}
