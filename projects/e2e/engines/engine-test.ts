import { expect, test as base } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { AppServer } from '../src/app-server.ts';
import { freePort } from '../src/free-port.ts';
import { EngineApp } from './engine-app.ts';
import type { Engine, EnginePage } from './engine-page.ts';
import { PlaywrightBrowser } from './playwright-browser.ts';
import { WebKitDriver } from './webkit-driver.ts';
import { WebKitPage } from './webkit-page.ts';

interface OfEachTest {
  readonly app: EngineApp;
  /** Whether a test has a server that it may kill; the others share one. */
  readonly hasOwnServer: boolean;
  readonly server: AppServer;
  /** Patterns of the errors that a test expects. */
  readonly expectedErrors: RegExp[];
}

/** What the tests of one engine share. */
export interface OfAllTests {
  readonly engine: Engine;
  /** Whether there is WebGL: software, which draws the picture here, takes most of a test's time for that. */
  readonly hasPicture: boolean;
  readonly sharedServer: AppServer;
  /** Opens a page in the engine, with an empty profile. */
  readonly newPage: () => Promise<EnginePage>;
}

/** Before a picture of the page in Firefox, Playwright evaluates what adds a style sheet; the app may not evaluate. */
const BY_PLAYWRIGHT = '%20%3E%20eval';

/** A test that runs in each engine. It fails when something goes wrong on the page, or violates its security policy. */
export const test = base.extend<OfEachTest, OfAllTests>({
  engine: ['chromium', { option: true, scope: 'worker' }],
  hasPicture: [true, { option: true, scope: 'worker' }],
  newPage: [
    async ({ engine, hasPicture, launchOptions }, use) => {
      if (engine === 'webkit') {
        const driver = await WebKitDriver.start(pathIn('WEBKIT_DRIVER_BIN'), await freePort());
        await use(() => WebKitPage.new(driver, pathIn('WEBKIT_BIN'), hasPicture));
        await driver.stop();
      } else {
        const browser = await PlaywrightBrowser.launch(engine, launchOptions, hasPicture);
        await use(() => browser.newPage());
        await browser.close();
      }
    },
    { scope: 'worker' },
  ],
  sharedServer: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads which fixtures a function takes.
    async ({}, use) => {
      const server = await AppServer.prepare();
      await server.start();
      await use(server);
      await server.kill();
    },
    { scope: 'worker' },
  ],
  expectedErrors: [[], { option: true }],
  hasOwnServer: [false, { option: true }],
  server: async ({ hasOwnServer, sharedServer }, use) => {
    const server = hasOwnServer ? await AppServer.prepare() : sharedServer;
    if (hasOwnServer) await server.start();
    await use(server);
    if (hasOwnServer) await server.kill();
    const violations = server.violations.filter((report) => !report.includes(BY_PLAYWRIGHT));
    expect(violations, 'violations of the security policy').toEqual([]);
  },
  app: async ({ newPage, server, expectedErrors }, use, testInfo) => {
    const page = await newPage();
    const app = new EngineApp(page, server.localUrl);
    try {
      await use(app);
      const errors = await app.errors();
      const unexpected = errors.filter((text) => !expectedErrors.some((known) => known.test(text)));
      expect(unexpected, 'errors on the page').toEqual([]);
    } finally {
      try {
        // What a browser shows that no longer answers would hide why.
        if (testInfo.status !== testInfo.expectedStatus)
          writeFileSync(testInfo.outputPath('page.png'), await page.screenshot());
      } finally {
        await page.close();
      }
    }
  },
});

export { expect };

function pathIn(variable: string): string {
  const path = process.env[variable];
  if (path !== undefined) return path;
  throw new Error(`${variable}: expected the path of a program, found nothing; run npm run engine`);
}
