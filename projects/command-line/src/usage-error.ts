/** A command line that cannot be run as it stands: one line says what is allowed. Exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  constructor(message: string) {
    // What was typed may hold anything.
    super(message.replace(/\p{Cc}+/gu, ' '));
  }
}
