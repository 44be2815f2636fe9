// Runs the tests of one engine: `node scripts/with-engine.ts webkit`, and what else Playwright is to know after it.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { findOrInstallBrowser, thisMachine } from './find-browser.ts';
import { findOrInstallEngine, OTHER_ENGINES } from './find-engine.ts';

/**
 * A small screen: its mouse rests in the middle, and without a window manager the window below the mouse has the focus.
 * So windows of every size that tests need have it.
 */
const SCREEN = '800x600x24';

/** How long Playwright has for ending what it started when it is told to. */
const PATIENCE_MS = 15_000;

const [engine = '', ...args] = process.argv.slice(2);
try {
  process.exitCode = await run();
} catch (error) {
  // What to install, or which engine there is.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}

async function run(): Promise<number> {
  const programs = programsOf(engine);
  const { XVFB_BIN } = programs;
  const screen = XVFB_BIN === undefined ? undefined : await startScreen(XVFB_BIN);
  const tests = spawn(
    'playwright',
    [
      'test',
      '--config',
      'projects/e2e/engines/playwright.config.ts',
      `--project=${engine}`,
      ...args,
    ],
    {
      stdio: 'inherit',
      env: { ...process.env, ...programs, ...(screen && { DISPLAY: screen.display }) },
      // A group of its own, all of which can be ended; npm's programs need a shell there.
      detached: process.platform !== 'win32',
      shell: process.platform === 'win32',
    },
  );
  const end = (): void => {
    sendToGroup(tests, 'SIGKILL');
    screen?.process.kill('SIGKILL');
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      // Playwright ends its server and its browsers, which are in groups of their own.
      sendToGroup(tests, 'SIGINT');
      setTimeout(end, PATIENCE_MS).unref();
    });
  }
  try {
    const [code] = (await once(tests, 'exit')) as [number | null];
    return code ?? 1;
  } finally {
    end();
  }
}

/** The variables that tell Playwright's configuration where the engine is. */
function programsOf(name: string): Readonly<Record<string, string>> {
  const chromium = { CHROME_BIN: findOrInstallBrowser(thisMachine) };
  if (name === 'chromium') return chromium;
  const other = OTHER_ENGINES.find((it) => it === name);
  if (!other) {
    const engines = ['chromium', ...OTHER_ENGINES].join(', ');
    throw new Error(`with-engine: expected one of ${engines}, found ${name || 'nothing'}`);
  }
  const found = findOrInstallEngine(other, thisMachine);
  if ('missing' in found) throw new Error(found.missing);
  return { ...chromium, ...found.programs };
}

/** Kept as it is between two browsers: one that comes while a screen begins anew finds none. */
async function startScreen(
  program: string,
): Promise<{ readonly process: ChildProcess; readonly display: string }> {
  const child = spawn(
    program,
    ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp', '-noreset'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  const numbers = child.stdio[3] as Readable;
  // It ends without a number where it cannot start.
  const text = (
    await Promise.race([
      once(numbers, 'data').then(([data]) => String(data)),
      once(child, 'exit').then(() => ''),
    ])
  ).trim();
  if (text === '') throw new Error(`${program}: expected the number of a screen, found none`);
  return { process: child, display: `:${text}` };
}

/** Tells a process, and all that it started in its group, to end; also what outlived it. */
function sendToGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined || process.platform === 'win32') return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // ESRCH: all have ended.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
