import { debounced, DestroyRef, inject, type Resource, type Signal } from '@angular/core';
import { CLOCK } from './clock.ts';

/** A signal's value once it has been the same for so long; the first at once. */
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
