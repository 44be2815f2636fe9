import { FormatError } from '#model';
import type { Arrival, FileProblem } from '../shared/file-failure.ts';
import type { Failure } from '../shared/failure.ts';

/** A failure that the worker reported; `failure.format` says what is wrong with which file. */
export class WeightsFailure extends Error {
  override readonly name = 'WeightsFailure';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }

  /** The original `FormatError` from the worker; this error if it was not one. */
  get original(): Error {
    return this.failure.format ? new FormatError(...this.failure.format) : this;
  }

  /** Whether a file arrived that is not what it should be. */
  get isCorrupt(): boolean {
    return this.failure.format !== undefined && !this.failure.isUnreachable;
  }

  /** The file that the server did not deliver intact; undefined if the network, or no file, is to blame. */
  get refused(): FileProblem | undefined {
    const { format, arrival } = this.failure;
    return format && arrival && arrival.kind !== 'nothing'
      ? { file: format[0], arrival }
      : undefined;
  }

  /** What arrived instead of the file. */
  get arrival(): Arrival {
    const { arrival, isUnreachable, message } = this.failure;
    if (arrival) return arrival;
    return isUnreachable ? { kind: 'nothing' } : { kind: 'unusable', reason: message };
  }
}

/**
 * Waits for a request whose failure is told elsewhere.
 * @throws what is no WeightsFailure
 */
export async function toldElsewhere(request: Promise<unknown>): Promise<void> {
  try {
    await request;
  } catch (error) {
    if (!(error instanceof WeightsFailure)) throw error;
  }
}
