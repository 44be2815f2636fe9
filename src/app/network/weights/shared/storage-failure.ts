/** Why nothing can be kept: there is no storage, no room in it, or it does not work. */
export type StorageReason = 'missing' | 'full' | 'failed';

const FOUND: Readonly<Record<StorageReason, string>> = {
  missing: 'none',
  full: 'no room in it',
  failed: 'it does not work',
};

/** The browser's storage did not do what was asked of it. */
export class StorageFailure extends Error {
  override readonly name = 'StorageFailure';
  readonly reason: StorageReason;

  constructor(reason: StorageReason, cause?: Error) {
    const because = cause ? ` (${String(cause)})` : '';
    super(`storage: expected it to keep files, found ${FOUND[reason]}${because}`, { cause });
    this.reason = reason;
  }
}

/** The same as a `StorageFailure` where it is an error of the browser's storage; else itself. */
export function asStorageFailure(error: unknown): unknown {
  if (!(error instanceof DOMException)) return error;
  return new StorageFailure(error.name === 'QuotaExceededError' ? 'full' : 'failed', error);
}

/** What storage answers, or something else where it fails: for what can do without. */
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
