import { DOCUMENT } from '@angular/common';
import { DestroyRef, inject, signal, type Signal } from '@angular/core';

/**
 * Device pixels per CSS pixel; follows changes until the injection context is destroyed. It changes when the page is
 * zoomed, or its window moves to another screen.
 */
export function pixelRatio(): Signal<number> {
  const view = inject(DOCUMENT).defaultView;
  const ratio = signal(view?.devicePixelRatio ?? 1);
  let query: MediaQueryList | undefined;
  const update = (): void => {
    if (!view || (query && view.devicePixelRatio === ratio())) return;
    query?.removeEventListener('change', update);
    ratio.set(view.devicePixelRatio);
    // Fires once, when the ratio is no longer this one.
    query = view.matchMedia(`(resolution: ${view.devicePixelRatio}dppx)`);
    query.addEventListener('change', update);
  };
  update();
  // Zooming also resizes the page, and some browsers report only that.
  view?.addEventListener('resize', update);
  inject(DestroyRef).onDestroy(() => {
    query?.removeEventListener('change', update);
    view?.removeEventListener('resize', update);
  });
  return ratio.asReadonly();
}
