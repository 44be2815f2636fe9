import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { TurnReport } from './turn-meter.ts';

const root = join(import.meta.dirname, '../../..');

/** What a command knows of itself and says, as it goes on. */
export interface Moment extends TurnReport {
  readonly out: string;
}

/** How a command ended. */
export interface Ending extends Moment {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly err: string;
  /** Ctrl-C that were sent. */
  readonly sent: number;
}

/**
 * Runs a command in a process of its own, and presses Ctrl-C once at each of some moments, one after another.
 * @param script from the repository's root
 */
export async function interruptCommand(
  script: string,
  args: readonly string[],
  ...moments: readonly ((moment: Moment) => boolean)[]
): Promise<Ending> {
  const meter = join(import.meta.dirname, 'turn-meter.ts');
  const child = spawn(process.execPath, ['--import', meter, join(root, script), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
  });
  const answers = child.stdio[4] as Writable;
  let out = '';
  let err = '';
  let report: TurnReport = { used: 0, longest: 0 };
  let rest = '';
  let sent = 0;
  child.stdout?.on('data', (text: Buffer) => (out += text.toString()));
  child.stderr?.on('data', (text: Buffer) => (err += text.toString()));
  (child.stdio[3] as Readable).on('data', (text: Buffer) => {
    const lines = (rest + text.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      report = JSON.parse(line) as TurnReport;
      if (moments[sent]?.({ ...report, out }) === true) {
        sent += 1;
        child.kill('SIGINT');
      }
      answers.write('.');
    }
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    // What Ctrl-C ends at once no longer reads.
    answers.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error);
    });
    child.on('close', (status, signal) => {
      resolve({ ...report, out, err, status, signal, sent });
    });
  });
}
