import { DOCUMENT } from '@angular/common';
import { DestroyRef, inject, signal, type Signal } from '@angular/core';

/**
 * Device pixels a CSS pixel, as long as whoever asks in its injection context lives: another number when the page is
 * zoomed, or its window comes to another screen.
 */
export function pixelRatio(): Signal<number> {
  const view = inject(DOCUMENT).defaultView;
  const ratio = signal(view?.devicePixelRatio ?? 1);
  let query: MediaQueryList | undefined;
  const update = (): void => {
    if (!view || (query && view.devicePixelRatio === ratio())) return;
    query?.removeEventListener('change', update);
    ratio.set(view.devicePixelRatio);
    // Tells once: when the ratio is no longer this one.
    query = view.matchMedia(`(resolution: ${view.devicePixelRatio}dppx)`);
    query.addEventListener('change', update);
  };
  update();
  // Zooming resizes the page as well, and some browsers tell only that.
  view?.addEventListener('resize', update);
  inject(DestroyRef).onDestroy(() => {
    query?.removeEventListener('change', update);
    view?.removeEventListener('resize', update);
  });
  return ratio.asReadonly();
}
