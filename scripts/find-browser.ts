import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const CANDIDATES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ],
};

/** What the search for a browser looks at; replaced in specs. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly isRoot: boolean;
  exists(path: string): boolean;
  /** Runs a command with its output shown; true when it succeeded. */
  run(command: string, args: readonly string[]): boolean;
}

/** The machine this runs on. */
export const thisMachine: Machine = {
  platform: process.platform,
  environment: process.env,
  isRoot: process.getuid?.() === 0,
  exists: existsSync,
  run: (command, args) => spawnSync(command, args, { stdio: 'inherit' }).status === 0,
};

/**
 * The path of a Chrome or Chromium: `CHROME_BIN`, else the usual places, else (as root on Debian and
 * its relatives) Debian's package, installed now.
 * @throws Error that says what to install
 */
export function findBrowser(machine: Machine): string {
  const named = machine.environment['CHROME_BIN'];
  if (named) {
    if (machine.exists(named)) return named;
    throw new Error(`CHROME_BIN: expected the path of a Chrome or Chromium, found ${named}`);
  }
  const candidates = CANDIDATES[machine.platform] ?? [];
  const found = candidates.find((path) => machine.exists(path));
  if (found) return found;
  if (machine.isRoot && machine.exists('/etc/debian_version')) {
    const installed =
      machine.run('apt-get', ['update', '-qq']) &&
      machine.run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']) &&
      candidates.find((path) => machine.exists(path));
    if (installed) return installed;
    throw new Error(
      'No Chrome or Chromium found, and "apt-get install chromium" did not bring one.',
    );
  }
  throw new Error(
    'No Chrome or Chromium found. Install one (Debian, Ubuntu: sudo apt install chromium; ' +
      'others: https://www.google.com/chrome), or set CHROME_BIN to its path.',
  );
}
