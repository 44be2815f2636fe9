/** Why nothing can be stored: there is no storage, it is full, or it does not work. */
export type StorageReason = 'missing' | 'full' | 'failed';

const FOUND: Readonly<Record<StorageReason, string>> = {
  missing: 'none',
  full: 'no room in it',
  failed: 'it does not work',
};

/** The browser's storage failed. */
export class StorageFailure extends Error {
  override readonly name = 'StorageFailure';
  readonly reason: StorageReason;

  constructor(reason: StorageReason, cause?: Error) {
    const because = cause ? ` (${String(cause)})` : '';
    super(`storage: expected it to keep files, found ${FOUND[reason]}${because}`, { cause });
    this.reason = reason;
  }
}

/** Converts an error of the browser's storage to a `StorageFailure`; returns any other error unchanged. */
export function asStorageFailure(error: unknown): unknown {
  if (!(error instanceof DOMException)) return error;
  return new StorageFailure(error.name === 'QuotaExceededError' ? 'full' : 'failed', error);
}

/** The answer from storage, or a fallback if storage fails. For callers that can do without storage. */
export async function orWithoutStorage<Result, Instead>(
  answer: Promise<Result>,
  instead: Instead,
): Promise<Result | Instead> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof StorageFailure) return instead;
    throw error;
  }
}
