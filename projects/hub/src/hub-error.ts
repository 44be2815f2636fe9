/** An error of the hub, in one line: what was expected, what was found, what to do. */
export class HubError extends Error {
  override readonly name = 'HubError';

  constructor(message: string) {
    // File names and contents may contain anything.
    super(message.replace(/\p{Cc}+/gu, ' '));
  }
}

/** Whether an error comes from the operating system (`ENOENT`, `EMFILE`, …) and not from a bug. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
