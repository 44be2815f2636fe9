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

/** Figures that change more often than this flicker and cannot be read, milliseconds. */
export const READABLE_MS = 200;

/**
 * A signal that follows another one, but changes at most once in so many milliseconds. The first value passes at once;
 * of those that come too soon, only the newest follows, when the time is up.
 */
export function throttled<T>(values: Signal<T>, milliseconds: number): Signal<T> {
  const clock = inject(CLOCK);
  const shown = signal<{ readonly value: T } | undefined>(undefined);
  /** The newest value, if it has not been passed on yet. */
  let newest: { readonly value: T } | undefined;
  let cancel: (() => void) | undefined;
  const show = (): void => {
    cancel = undefined;
    if (!newest) return;
    shown.set(newest);
    newest = undefined;
    cancel = clock.after(milliseconds, show);
  };
  effect(() => {
    newest = { value: values() };
    if (!cancel) untracked(show);
  });
  inject(DestroyRef).onDestroy(() => cancel?.());
  return computed(() => {
    const latest = shown();
    return latest ? latest.value : values();
  });
}
