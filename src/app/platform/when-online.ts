import { DOCUMENT } from '@angular/common';
import { DestroyRef, inject } from '@angular/core';

/** Calls back whenever the browser comes online, until the injection context is destroyed. */
export function whenOnline(act: () => void): void {
  const window = inject(DOCUMENT).defaultView;
  window?.addEventListener('online', act);
  inject(DestroyRef).onDestroy(() => window?.removeEventListener('online', act));
}
