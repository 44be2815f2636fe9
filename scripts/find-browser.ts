import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { installDebianPackages } from './install-debian-packages.ts';

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

/** Debian's browser, and the same without a window: tests that need none run faster in that. */
const PACKAGES = ['chromium', 'chromium-headless-shell'];

/** What the search for a browser looks at; replaced in specs. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly isRoot: boolean;
  /** Whether there is a file; on macOS, applications are folders, which cannot be run. */
  exists(path: string): boolean;
  /** Says what is about to happen. */
  tell(text: string): void;
  /** Runs a command with its output shown; true when it succeeded. */
  run(command: string, args: readonly string[]): boolean;
}

/** The machine this runs on. */
export const thisMachine: Machine = {
  platform: process.platform,
  environment: process.env,
  isRoot: process.getuid?.() === 0,
  exists: (path) => existsSync(path) && statSync(path).isFile(),
  tell: (text) => {
    console.log(text);
  },
  run: (command, args) => spawnSync(command, args, { stdio: 'inherit' }).status === 0,
};

/**
 * The path of a Chrome or Chromium: `CHROME_BIN`, else the usual places. Installs nothing.
 * @throws Error that says what to install
 */
export function findBrowser(machine: Machine): string {
  const browser = lookForBrowser(machine);
  if (browser !== undefined) return browser;
  throw new Error(
    'No Chrome or Chromium found. Install one (Debian, Ubuntu: sudo apt install chromium; ' +
      'others: https://www.google.com/chrome), or set CHROME_BIN to its path.',
  );
}

/**
 * For tests alone: `findBrowser`, and where there is none, as root on Debian and its relatives, Debian's
 * package, installed now and announced first.
 * @throws Error that says what to install
 */
export function findOrInstallBrowser(machine: Machine): string {
  if (!machine.isRoot || !machine.exists('/etc/debian_version')) return findBrowser(machine);
  const browser = lookForBrowser(machine);
  if (browser !== undefined) return browser;
  machine.tell(
    `No Chrome or Chromium found: the tests install the system packages ${PACKAGES.join(' and ')} now (apt-get). ` +
      'With CHROME_BIN set to a browser, they install nothing.',
  );
  // The second one does not exist everywhere.
  const installed =
    installDebianPackages(machine, PACKAGES) || installDebianPackages(machine, ['chromium']);
  const found = installed ? lookForBrowser(machine) : undefined;
  if (found !== undefined) return found;
  throw new Error('No Chrome or Chromium found, and "apt-get install chromium" did not bring one.');
}

/** Throws where `CHROME_BIN` names nothing that is there. */
export function lookForBrowser(machine: Machine): string | undefined {
  const named = machine.environment['CHROME_BIN'];
  if (named) {
    if (machine.exists(named)) return named;
    throw new Error(`CHROME_BIN: expected the path of a Chrome or Chromium, found ${named}`);
  }
  return CANDIDATES[machine.platform]?.find((path) => machine.exists(path));
}
