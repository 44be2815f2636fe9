import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Far more than a call takes on a busy machine: a driver that hangs must not hang the tests. */
const PATIENCE_MS = 120_000;

/** WebKitGTK's own driver, which starts a browser per session; it speaks W3C WebDriver over HTTP. */
export class WebKitDriver {
  private readonly process: ChildProcess;
  private readonly address: string;
  private readonly home: string;

  private constructor(process: ChildProcess, port: number, home: string) {
    this.process = process;
    this.address = `http://127.0.0.1:${port}`;
    this.home = home;
  }

  /** Starts it on a free port, and waits until it answers. */
  static async start(program: string, port: number): Promise<WebKitDriver> {
    const home = homeFolder();
    const child = spawn(program, [`--port=${port}`], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        // On this machine's desktop it may be anything; a bare system has this.
        LC_ALL: 'C.UTF-8',
        LANGUAGE: '',
        XDG_CONFIG_HOME: home,
        XDG_DATA_HOME: home,
        XDG_CACHE_HOME: home,
      },
    });
    const driver = new WebKitDriver(child, port, home);
    await once(child, 'spawn');
    const isLate = AbortSignal.timeout(PATIENCE_MS);
    while (!(await driver.call('GET', '/status').catch(() => undefined))) {
      // Not yet listening; or never, if it has ended.
      if (isLate.aborted || child.exitCode !== null) {
        await driver.stop();
        throw new Error(`${program}: expected it to listen on port ${port}, found nothing`);
      }
      await wait(20);
    }
    return driver;
  }

  /**
   * One call of the protocol.
   * @throws Error with what the driver says, or when it does not answer
   */
  async call(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<unknown> {
    const response = await fetch(this.address + path, {
      method,
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(body && { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: unknown };
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(value)}`);
    return value;
  }

  /** Files that its browsers have downloaded. */
  get downloads(): string {
    return join(this.home, DOWNLOADS);
  }

  /** Ends it; its browsers have been closed with their sessions. */
  async stop(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const ended = once(this.process, 'exit');
      this.process.kill('SIGKILL');
      await ended;
    }
    rmSync(this.home, { recursive: true, force: true });
  }
}

const DOWNLOADS = 'downloads';

/** A home of its own for the browser's settings, with reduced motion, and for what it downloads. */
function homeFolder(): string {
  const home = mkdtempSync(join(tmpdir(), 'webkit-'));
  mkdirSync(join(home, 'gtk-3.0'));
  mkdirSync(join(home, DOWNLOADS));
  writeFileSync(join(home, 'gtk-3.0/settings.ini'), '[Settings]\ngtk-enable-animations=0\n');
  writeFileSync(join(home, 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${join(home, DOWNLOADS)}"\n`);
  return home;
}
