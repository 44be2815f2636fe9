import { Service, signal } from '@angular/core';

/** Knows whether parts of the page were wanted and did not arrive. */
@Service()
export class MissingParts {
  private readonly some = signal(false);

  readonly areSome = this.some.asReadonly();

  /** One did not. */
  report(): void {
    this.some.set(true);
  }
}
