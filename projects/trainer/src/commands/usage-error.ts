/** A command line that cannot be run as it stands: one line says what is allowed. Exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What `parseArgs` threw about an unknown option or a missing value, in one line. */
export function usageErrorOf(error: unknown): UsageError {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  const [sentence = ''] = line.split('. ');
  return new UsageError(`${sentence.replace(/\.$/, '')}; --help lists the options`);
}
