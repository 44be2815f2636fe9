import {
  computed,
  DestroyRef,
  effect,
  inject,
  signal,
  untracked,
  type Signal,
} from '@angular/core';
import { CLOCK } from './clock.ts';

/** What is written changes no more often, milliseconds: figures that flicker cannot be read. */
const READABLE_MS = 200;

/** A signal's values at a pace at which they can be read: the first at once, the newest in the end. */
export function readable<T>(values: Signal<T>): Signal<T> {
  const clock = inject(CLOCK);
  const slow = signal<{ readonly value: T } | undefined>(undefined);
  /** What is not shown yet. */
  let newest: { readonly value: T } | undefined;
  let callOff: (() => void) | undefined;
  const show = (): void => {
    callOff = undefined;
    if (!newest) return;
    slow.set(newest);
    newest = undefined;
    callOff = clock.after(READABLE_MS, show);
  };
  effect(() => {
    newest = { value: values() };
    if (!callOff) untracked(show);
  });
  inject(DestroyRef).onDestroy(() => callOff?.());
  return computed(() => {
    const latest = slow();
    return latest ? latest.value : values();
  });
}
