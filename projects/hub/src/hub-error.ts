/** A hub that cannot do what it should: one line that says what was expected, what was found, what to do. */
export class HubError extends Error {
  override readonly name = 'HubError';

  constructor(message: string) {
    // Names and beginnings of files may hold anything.
    super(message.replace(/\p{Cc}+/gu, ' '));
  }
}

/** Whether an error comes from the operating system (`ENOENT`, `EMFILE`, …), and not from a mistake in a program. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
