import { ErrorHandler, Service, signal } from '@angular/core';

/** Begins the message of a `@defer` block whose script did not arrive (https://angular.dev/errors/NG0750). */
const NOT_ARRIVED = 'NG0750';

/** Reports errors as Angular does, and tells when a part of the page was wanted and did not arrive. */
@Service()
export class ErrorReports extends ErrorHandler {
  private readonly isMissing = signal(false);

  readonly isPartMissing = this.isMissing.asReadonly();

  override handleError(error: unknown): void {
    if (error instanceof Error && error.message.startsWith(NOT_ARRIVED)) this.isMissing.set(true);
    super.handleError(error);
  }
}
