import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type AppPage } from './app-page.ts';
import { BUILT_APP } from './app-server.ts';
import type { FaultyAnswer } from './fault-server.ts';
import { readDefaultExport } from './default-export.ts';
import { DIGITS } from './digits.ts';
import { expectReady, test } from './offline-visit.ts';
import { endServiceWorker, lookForUpdate, untilControlled } from './service-worker.ts';
import { setQuota } from './quota.ts';

const PORTAL_ANSWER: FaultyAnswer = {
  kind: 'status',
  status: 200,
  body: '<!doctype html><title>Accept our terms</title>',
};
const { manifest } = readDefaultExport();
const SHARD = `/exports/${manifest.timeline[11]?.shard.path ?? ''}`;

async function expectReads(app: AppPage): Promise<void> {
  await app.draw(DIGITS[4] ?? []);
  await app.expectAnswer(4);
}

test('does not say ready too early, and becomes ready by itself when the server is back', async ({
  app,
  page,
  server,
}) => {
  await app.open();
  await server.kill();
  await expect(page.locator('app-offline-badge')).toHaveText(/Waiting|Saving/);
  await expectReads(app);
  await server.start();
  await expectReady(page);
});

test('works, but is never ready, while one file answers 500', async ({ app, page, server }) => {
  await server.setFaults({ answers: { '/icons/icon-192.png': { kind: 'status', status: 500 } } });
  await app.open();
  await expect(page.locator('app-offline-badge')).toHaveText('Some files do not arrive');
  // Until Angular's worker has also tried and given up.
  await expect
    .poll(async () => (await server.report()).paths.filter((it) => it.endsWith('-192.png')).length)
    .toBeGreaterThan(1);
  await expect(page.locator('app-offline-badge')).toHaveText('Some files do not arrive');
  await server.kill();
  await app.open();
  await expectReads(app);
  await server.start();
  await app.open();
  await expectReady(page);
});

const BAD_LISTS: Readonly<Record<string, FaultyAnswer>> = {
  'answers 200 with a page, as a captive portal does': PORTAL_ANSWER,
  'answers 500': { kind: 'status', status: 500 },
  'answers 404': { kind: 'status', status: 404 },
  'is redirected': { kind: 'redirect', to: '/index.html' },
  'is of another kind': { kind: 'status', status: 200, body: '{"configVersion":2}' },
};

test('survives a broken list of files', async ({ app, page, context, server }) => {
  await app.open();
  await expectReady(page);
  for (const [what, answer] of Object.entries(BAD_LISTS)) {
    await test.step(`ngsw.json ${what}`, async () => {
      await server.setFaults({ answers: { '/ngsw.json': answer } });
      await app.open();
      await lookForUpdate(page);
      await endServiceWorker(context);
      await app.open();
      await lookForUpdate(page);
      expect((await server.report()).paths).toContain('/ngsw.json');
      await server.kill();
      await app.open();
      await expectReads(app);
      await expectReady(page);
      await server.start();
    });
  }
});

test('installs nothing on a first visit behind a captive portal, but on the next visit', async ({
  app,
  page,
  server,
}) => {
  await server.setFaults({ answers: { '/ngsw.json': PORTAL_ANSWER } });
  await app.open('./?page=offline');
  const problems = page.locator('app-file-problems');
  await expect(problems).toContainText('ngsw.jsonis replaced by a web page');
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
  await server.setFaults({});
  await expectReady(page);
  await untilControlled(page);
});

test('never keeps a checkpoint that was damaged in transit', async ({ app, page, server }) => {
  await server.setFaults({ answers: { [SHARD]: { kind: 'damaged' } } });
  await app.open('./?page=offline');
  const offline = page.getByRole('dialog', { name: 'Offline use' });
  await expect(offline.getByRole('status').first()).toHaveText('Some files are damaged');
  await expect(offline).toContainText('34 of 35 files');
  await expect(offline.locator('app-file-problems')).toContainText(SHARD.slice(1));
  await server.setFaults({});
  await offline.getByRole('button', { name: 'Try again' }).click();
  await expect(offline.getByRole('status').first()).toHaveText('Ready to use offline');
});

test('works without enough storage, and uses storage when there is some', async ({
  app,
  page,
  baseURL,
}) => {
  await setQuota(page, baseURL, 3_000_000);
  await app.open('./?page=offline');
  const offline = page.getByRole('dialog', { name: 'Offline use' });
  await expect(offline.getByRole('status').first()).toHaveText('Cannot be saved on this device');
  await setQuota(page, baseURL);
  await offline.getByRole('button', { name: 'Try again' }).click();
  await expect(offline.getByRole('status').first()).toHaveText('Ready to use offline');
});

test('does not say ready where there is no IndexedDB', async ({ app, page, context }) => {
  await context.route('**/worker-*.js', async (route) => {
    const without = `Object.defineProperty(self, 'indexedDB', { value: undefined });`;
    const file = readFileSync(join(BUILT_APP, new URL(route.request().url()).pathname), 'utf8');
    const headers = { 'Cross-Origin-Embedder-Policy': 'require-corp' };
    const body = `${without}\n${file}`;
    await route.fulfill({ contentType: 'text/javascript', headers, body });
  });
  await app.open('./?page=offline');
  const offline = page.getByRole('dialog', { name: 'Offline use' });
  await expect(offline.getByRole('status').first()).toHaveText('Cannot be saved on this device');
  await offline.getByRole('button', { name: 'Close offline use' }).click();
  await expectReads(app);
});

test('repairs itself when its database is deleted during use', async ({
  app,
  page,
  context,
  server,
}) => {
  await app.open();
  await expectReady(page);
  const session = await context.newCDPSession(page);
  const { requests } = await server.report();
  const { origin } = new URL(page.url());
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
  await expect
    .poll(async () => (await server.report()).requests - requests, { timeout: 20_000 })
    // All checkpoints, and two files of digits.
    .toBe(37);
  await expectReady(page);
  await server.kill();
  await app.open();
  await app.moveTo(30);
  await expectReads(app);
  await expectReady(page);
});
