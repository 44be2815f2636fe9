import { DOCUMENT } from '@angular/common';
import { DestroyRef, inject } from '@angular/core';

/** Does something whenever a connection comes back, until what calls this while it is constructed is destroyed. */
export function whenOnline(act: () => void): void {
  const window = inject(DOCUMENT).defaultView;
  window?.addEventListener('online', act);
  inject(DestroyRef).onDestroy(() => window?.removeEventListener('online', act));
}
