import { DestroyRef, inject } from '@angular/core';

/** A `ResizeObserver` that disconnects when the injection context is destroyed. */
export function observedSizes(callback: ResizeObserverCallback): ResizeObserver {
  const observer = new ResizeObserver(callback);
  inject(DestroyRef).onDestroy(() => {
    observer.disconnect();
  });
  return observer;
}
