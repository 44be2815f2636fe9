import { FormatError } from '#model';
import { StorageFailure, type StorageReason } from '../../storage/storage-failure.ts';
import { FileFailure, UnreachableFile, type Arrival } from './file-failure.ts';

/** An error in a form that can be sent between threads. */
export interface Failure {
  readonly message: string;
  /** The parts of a `FormatError`. */
  readonly format?: readonly [file: string, field: string, expected: string, found: string];
  /** Whether the file did not arrive at all. */
  readonly isUnreachable: boolean;
  /** What arrived instead. */
  readonly arrival?: Arrival;
  /** Why nothing can be stored, if storage failed. */
  readonly storage?: StorageReason;
}

/** An error as a failure that can be sent. */
export function failureOf(error: unknown): Failure {
  const isUnreachable = error instanceof UnreachableFile;
  if (error instanceof StorageFailure) {
    return { message: error.message, storage: error.reason, isUnreachable };
  }
  if (!(error instanceof FormatError)) return { message: String(error), isUnreachable };
  const { message, file, field, expected, found } = error;
  const failure: Failure = { message, format: [file, field, expected, found], isUnreachable };
  return error instanceof FileFailure ? { ...failure, arrival: error.arrival } : failure;
}

/** Whether an error is a bug, and not a file or storage that does not work. */
export function isBug(error: unknown): boolean {
  return !(error instanceof FormatError || error instanceof StorageFailure);
}
