import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Faults, ServerCommand, ServerReport } from './fault-server.ts';

/** The app as it was built. */
export const BUILT_APP = join(import.meta.dirname, '../../../dist/app/browser');
/** Not localhost, for which browsers and Angular's service worker make exceptions. */
export const HOST = 'app.test';

/** Below those that systems give to whoever asks for any port. */
const FIRST_PORT = 20_000;
const PORTS_A_WORKER = 500;
/** Playwright numbers the workers that run at the same time. */
const WORKER = Number(process.env['TEST_PARALLEL_INDEX'] ?? 0);

/** The app's server in a process of its own, on a port that stays while it is killed and started again. */
export class AppServer {
  private static prepared = 0;

  readonly url: string;
  private readonly port: number;
  private readonly path: string;
  private child: ChildProcess | undefined;
  private readonly told = new Set<string>();
  private last: ServerReport = { requests: 0, bytes: 0, paths: [], violations: [] };

  private constructor(port: number, path: string) {
    this.port = port;
    this.path = path;
    this.url = `http://${HOST}:${port}${path.replace(/,.*/, '')}`;
  }

  /**
   * Finds a free port; nothing listens there yet. It is none that systems give away, nor another worker's: while
   * this server is dead, no other one may answer in its place.
   * @param path under which the app is; with commas between them, several, the first of them `url`
   */
  static async prepare(path = '/'): Promise<AppServer> {
    for (;;) {
      const port = FIRST_PORT + PORTS_A_WORKER * WORKER + (AppServer.prepared++ % PORTS_A_WORKER);
      if (await isFree(port)) return new AppServer(port, path);
    }
  }

  /** Violations of the security policy that browsers reported, over all restarts. */
  get violations(): readonly string[] {
    return [...this.told];
  }

  get isRunning(): boolean {
    return this.child?.exitCode === null && this.child.signalCode === null;
  }

  async start(folder = BUILT_APP, faults: Faults = {}): Promise<void> {
    const script = join(import.meta.dirname, 'fault-server.ts');
    this.child = fork(script, [folder, String(this.port), this.path], { execArgv: [] });
    this.child.on('message', (report: ServerReport) => {
      this.last = report;
      for (const violation of report.violations) this.told.add(violation);
    });
    await once(this.child, 'message');
    await this.setFaults(faults);
  }

  /** As a power cut does. */
  async kill(): Promise<void> {
    if (this.isRunning) this.child?.kill('SIGKILL');
    await this.hasDied();
  }

  /** Waits until it is dead. */
  async hasDied(): Promise<void> {
    if (this.child && this.isRunning) await once(this.child, 'exit');
  }

  async restart(folder = BUILT_APP, faults: Faults = {}): Promise<void> {
    await this.kill();
    await this.start(folder, faults);
  }

  /** From now on. */
  async setFaults(faults: Faults): Promise<void> {
    await this.send({ kind: 'faults', faults });
  }

  /** What it did since it was last started. */
  async report(): Promise<ServerReport> {
    await this.send({ kind: 'report' });
    return this.last;
  }

  private async send(command: ServerCommand): Promise<void> {
    if (!this.child || !this.isRunning)
      throw new Error('server: expected it to run, found it dead');
    const answer = once(this.child, 'message');
    this.child.send(command);
    await answer;
  }
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer().listen(port, '127.0.0.1');
  try {
    await once(probe, 'listening');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return false;
    throw error;
  }
  probe.close();
  await once(probe, 'close');
  return true;
}
