import { DestroyRef, inject } from '@angular/core';

/** Observes sizes until what it is made with is destroyed; to be called while that is constructed. */
export function observedSizes(callback: ResizeObserverCallback): ResizeObserver {
  const observer = new ResizeObserver(callback);
  inject(DestroyRef).onDestroy(() => {
    observer.disconnect();
  });
  return observer;
}
