import { GpuError } from '#engine';
import { UsageError } from '#command-line';
import { FormatError } from '#model';
import { createRequire } from 'node:module';
import { DataFileError } from '../idx-files.ts';
import { nodeGpu } from '../node-gpu.ts';
import { SaveError } from '../save-export.ts';
import { keepWorkingUnheard } from './closed-output.ts';
import { DivergedError } from './diverged-error.ts';
import { INTERRUPTED } from './exit-status.ts';
import type { CommandContext } from './train-command.ts';

interface PackageJson {
  readonly version: string;
}

/**
 * Runs a command with the process's arguments, output and Ctrl-C, and sets the exit status: what is
 * wrong with the input, the GPU or the disk is one line on standard error and status 2, with a run that
 * came to nothing status 1, with Ctrl-C status 130. A reader of its output that goes away does not end it.
 */
export async function runCommand(
  command: (args: readonly string[], context: CommandContext) => Promise<number>,
): Promise<void> {
  keepWorkingUnheard();
  const controller = new AbortController();
  const abort = (): void => {
    controller.abort(new Error('interrupted'));
  };
  process.once('SIGINT', abort).once('SIGTERM', abort);
  const packageJson = createRequire(import.meta.url)('../../../../package.json') as PackageJson;
  try {
    process.exitCode = await command(process.argv.slice(2), {
      output: process.stdout,
      signal: controller.signal,
      now: () => performance.now(),
      version: packageJson.version,
      gpu: nodeGpu,
    });
  } catch (error) {
    if (controller.signal.aborted && error === controller.signal.reason) {
      process.exitCode = INTERRUPTED;
      return;
    }
    const isSaid = [
      DivergedError,
      UsageError,
      DataFileError,
      FormatError,
      GpuError,
      SaveError,
    ].some((type) => error instanceof type);
    if (!isSaid) throw error;
    // Names of files may hold anything.
    console.error((error as Error).message.replace(/\p{Cc}+/gu, ' '));
    process.exitCode = error instanceof DivergedError ? 1 : 2;
  }
}
