import { DOCUMENT } from '@angular/common';
import { DestroyRef, inject, signal, type Signal } from '@angular/core';

/** Whether a media query matches; follows changes until the injection context is destroyed. */
export function mediaQuery(query: string): Signal<boolean> {
  const list = inject(DOCUMENT).defaultView?.matchMedia(query);
  const matches = signal(list?.matches ?? false);
  const update = (event: MediaQueryListEvent): void => {
    matches.set(event.matches);
  };
  list?.addEventListener('change', update);
  inject(DestroyRef).onDestroy(() => {
    list?.removeEventListener('change', update);
  });
  return matches.asReadonly();
}
