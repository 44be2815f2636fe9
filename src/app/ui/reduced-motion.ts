import { DOCUMENT } from '@angular/common';
import { DestroyRef, inject, Service, signal } from '@angular/core';

/** Whether the system asks for less motion. */
@Service()
export class ReducedMotion {
  private readonly query = inject(DOCUMENT).defaultView?.matchMedia(
    '(prefers-reduced-motion: reduce)',
  );
  private readonly state = signal(this.query?.matches ?? false);

  readonly isReduced = this.state.asReadonly();

  constructor() {
    const follow = ({ matches }: MediaQueryListEvent): void => {
      this.state.set(matches);
    };
    this.query?.addEventListener('change', follow);
    inject(DestroyRef).onDestroy(() => {
      this.query?.removeEventListener('change', follow);
    });
  }
}
