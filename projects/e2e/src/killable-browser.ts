import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chromium, type LaunchOptions, type Page } from '@playwright/test';
import killTree from 'tree-kill';

/** A browser that can be killed like a flat battery: its main process, and all that it started. */
export interface KillableBrowser {
  readonly page: Page;
  kill(): Promise<void>;
}

/** Launches one with a profile on disk. */
export async function launchKillable(
  { executablePath = '', args = [] }: LaunchOptions,
  profile: string,
): Promise<KillableBrowser> {
  const more = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`];
  const child = spawn(executablePath, [...args, ...more, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${executablePath}: expected it to start`);
  const ended = once(child, 'exit');
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const [, found] = /DevTools listening on (\S+)/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    });
    void ended.then(() => {
      reject(new Error(`the browser: expected it to listen, found: ${said}`));
    });
  });
  const [context] = (await chromium.connectOverCDP(address)).contexts();
  if (!context) throw new Error('the browser: expected a context, found none');
  return {
    page: context.pages()[0] ?? (await context.newPage()),
    kill: async () => {
      killTree(pid, 'SIGKILL');
      await ended;
    },
  };
}
