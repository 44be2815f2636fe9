import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import type { Faults, ServerCommand, ServerReport } from './fault-server.ts';

/** The folder of the built app. */
export const BUILT_APP = join(import.meta.dirname, '../../../dist/app/browser');
/** Not localhost, for which browsers and Angular's service worker make exceptions. */
export const HOST = 'app.test';

/** The app's server in its own process. Its port stays the same when it is killed and started again. */
export class AppServer {
  readonly url: string;
  /** The same on localhost, for browsers that cannot be told where `HOST` is. */
  readonly localUrl: string;
  private readonly port: number;
  private readonly path: string;
  private child: ChildProcess | undefined;
  private readonly told = new Set<string>();
  private last: ServerReport = { requests: 0, bytes: 0, paths: [], violations: [] };

  private constructor(port: number, path: string) {
    this.port = port;
    this.path = path;
    this.url = `http://${HOST}:${port}${path.replace(/,.*/, '')}`;
    this.localUrl = this.url.replace(HOST, 'localhost');
  }

  /**
   * Finds a port for it, on which nothing listens yet, and no other server will while this one is dead.
   * @param path where the app is served; or several paths, separated by commas, of which `url` uses the first
   */
  static async prepare(path = '/'): Promise<AppServer> {
    return new AppServer(await freePort(), path);
  }

  /** Violations of the security policy that browsers reported, across all restarts. */
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

  /** Kills the process, like a power cut. */
  async kill(): Promise<void> {
    if (this.isRunning) this.child?.kill('SIGKILL');
    await this.hasDied();
  }

  /** Waits until the process has ended. */
  async hasDied(): Promise<void> {
    if (this.child && this.isRunning) await once(this.child, 'exit');
  }

  async restart(folder = BUILT_APP, faults: Faults = {}): Promise<void> {
    await this.kill();
    await this.start(folder, faults);
  }

  /** Sets the faults that apply from now on. */
  async setFaults(faults: Faults): Promise<void> {
    await this.send({ kind: 'faults', faults });
  }

  /** What the server has done since its last start. */
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
