/** What standard output and standard error are to `keepWorkingUnheard`; replaced in specs. */
export interface ListenedOutput {
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
}

/** What a reader that went away leaves, by system, and what writing to it says from then on. */
const NO_READER = ['EPIPE', 'ECONNRESET', 'EOF', 'EIO', 'ERR_STREAM_DESTROYED'];

/**
 * Lets a program go on when nobody reads what it writes any more (`| head`, a closed window): the work is
 * done, files are written, and the exit status is that of the work. Where output cannot be written for
 * another reason, such as a full disk, that is told and the status is 2.
 */
export function keepWorkingUnheard(
  outputs: readonly ListenedOutput[] = [process.stdout, process.stderr],
  tell: (text: string) => void = failWith,
): void {
  for (const output of outputs) {
    output.on('error', (error) => {
      if (!NO_READER.includes(error.code ?? '')) tell(`output: ${error.message}`);
    });
  }
}

let isTold = false;

function failWith(text: string): void {
  if (isTold) return;
  isTold = true;
  console.error(text);
  process.once('exit', (status) => {
    if (status === 0) process.exitCode = 2;
  });
}
