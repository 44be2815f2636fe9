import { GpuError } from '#engine';
import { FormatError } from '#model';
import { createRequire } from 'node:module';
import { DataFileError } from '../idx-files.ts';
import { nodeGpu } from '../node-gpu.ts';
import type { CommandContext } from './train-command.ts';
import { UsageError } from './usage-error.ts';

interface PackageJson {
  readonly version: string;
}

/**
 * Runs a command with the process's arguments, output and Ctrl-C, and sets the exit status: what is
 * wrong with the input or the GPU is one line on standard error and status 2.
 */
export async function runCommand(
  command: (args: readonly string[], context: CommandContext) => Promise<number>,
): Promise<void> {
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
    const isSaid = [UsageError, DataFileError, FormatError, GpuError].some(
      (type) => error instanceof type,
    );
    if (!isSaid) throw error;
    console.error((error as Error).message);
    process.exitCode = 2;
  }
}
