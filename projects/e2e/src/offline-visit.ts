import { chromium, type Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as appTest } from './app-page.ts';
import { AppServer } from './app-server.ts';

interface OfflineFixtures {
  /** A server that is running. */
  readonly server: AppServer;
  /** The path at which the app is served. */
  readonly basePath: string;
}

/**
 * A test with a browser profile on disk and a server that can be killed. It fails when a browser reports a violation
 * of the security policy, or when anything is requested from another origin.
 */
export const test = appTest.extend<OfflineFixtures>({
  // Console errors that a dead server causes.
  // eslint-disable-next-line no-empty-pattern -- Playwright reads which fixtures a function takes.
  expectedErrors: async ({}, use) => {
    await use([
      /Failed to load resource/,
      /net::ERR_/,
      /Failed to fetch/,
      /expected the phrases of a language, found none/, // They did not come: nothing starts, and the page says so.
      /error occurred when fetching the script/, // For the service worker, which is retried.
      /Access is denied for this document/, // On Chromium's own error page.
      /Manifest fetch from/,
      /unsupported MIME type/, // When a test gives the service worker another type.
    ]);
  },
  basePath: ['/', { option: true }],
  server: async ({ basePath }, use) => {
    const server = await AppServer.prepare(basePath);
    await server.start();
    await use(server);
    await server.kill();
    expect(server.violations, 'violations of the security policy').toEqual([]);
  },
  baseURL: async ({ server }, use) => {
    await use(server.url);
  },
  context: async ({ server, launchOptions, viewport, baseURL }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'offline-'));
    const { origin, host } = new URL(server.url);
    const context = await chromium.launchPersistentContext(folder, {
      ...launchOptions,
      viewport,
      ...(baseURL !== undefined && { baseURL }),
      args: [
        ...(launchOptions.args ?? []),
        `--host-resolver-rules=MAP ${host.replace(/:.*/, '')} 127.0.0.1`,
        `--unsafely-treat-insecure-origin-as-secure=${origin}`,
      ],
    });
    const strangers: string[] = [];
    context.on('request', (request) => {
      const url = new URL(request.url());
      if (/^https?:$/.test(url.protocol) && url.origin !== origin) strangers.push(url.href);
    });
    await use(context);
    await context.close();
    rmSync(folder, { recursive: true, force: true });
    expect(strangers, 'requests to other origins').toEqual([]);
  },
  page: async ({ context }, use) => {
    await use(context.pages()[0] ?? (await context.newPage()));
  },
});

/** Waits until the app says that it is ready to use offline. */
export async function expectReady(page: Page): Promise<void> {
  await expect(page.locator('app-offline-badge')).toHaveText('Ready to use offline', {
    timeout: 60_000,
  });
}
