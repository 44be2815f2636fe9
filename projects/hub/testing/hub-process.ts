import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';

const SERVE = join(import.meta.dirname, '../serve.ts');

/** A hub in its own process. */
export class HubProcess {
  readonly port: number;
  /** The lines that it printed, including errors. */
  readonly lines: readonly string[];
  private readonly child: ChildProcess;

  private constructor(port: number, lines: readonly string[], child: ChildProcess) {
    this.port = port;
    this.lines = lines;
    this.child = child;
  }

  /**
   * Starts a hub on a free port, or that which `more` names.
   * @param shell commands to run first, to set limits
   * @param program what runs, but for its options
   * @throws Error with its output when it ends at once
   */
  static async start(
    folder: string,
    shell = ':',
    more: readonly string[] = [],
    program: readonly string[] = [process.execPath, SERVE],
  ): Promise<HubProcess> {
    const command = `${shell}; exec "$0" "$@"`;
    const anyPort = more.includes('--port') ? [] : ['--port', '0'];
    const options = [...anyPort, '--folder', folder, ...more];
    const child = spawn('sh', ['-c', command, ...program, ...options], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const lines: string[] = [];
    createInterface(child.stderr).on('line', (line) => lines.push(line));
    const output = createInterface(child.stdout).on('line', (line) => lines.push(line));
    await Promise.race([once(output, 'line'), once(child, 'exit')]);
    const port = Number(/localhost:(\d+)/.exec(lines[0] ?? '')?.[1]);
    if (!port) throw new Error(`hub: expected an address, found ${lines.join('\n')}`);
    return new HubProcess(port, lines, child);
  }

  /** The first line that matches, as soon as it is printed, and what it has in parentheses. */
  async line(pattern: RegExp): Promise<readonly string[]> {
    for (;;) {
      const found = this.lines.map((line) => pattern.exec(line)).find((match) => match !== null);
      if (found) return [...found];
      if (!this.isAlive)
        throw new Error(`hub: expected ${pattern}, found ${this.lines.join('\n')}`);
      await setTimeout(10);
    }
  }

  get isAlive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Stops reading its output, as if its terminal were closed. */
  deafen(): void {
    this.child.stdout?.destroy();
    this.child.stderr?.destroy();
  }

  /**
   * Sends it a signal and waits until it ends.
   * @returns its exit code; null when the signal ended it
   */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    if (this.isAlive) {
      this.child.kill(signal);
      await once(this.child, 'exit');
    }
    return this.child.exitCode;
  }
}
