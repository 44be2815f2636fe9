import { Service, signal } from '@angular/core';

/** Whether any lazily loaded part of the page failed to load. */
@Service()
export class MissingParts {
  private readonly some = signal(false);

  readonly areSome = this.some.asReadonly();

  /** Reports a part that failed to load. */
  report(): void {
    this.some.set(true);
  }
}
