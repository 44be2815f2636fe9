import type { Page } from '@playwright/test';
import { rmSync } from 'node:fs';
import { AppPage, expect } from './app-page.ts';
import { BUILT_APP } from './app-server.ts';
import { DIGITS } from './digits.ts';
import { makeNewerBuild, NEWER_TITLE } from './newer-build.ts';
import { expectReady, test } from './offline-visit.ts';
import { endServiceWorker, lookForUpdate } from './service-worker.ts';

const TITLE = 'MNIST MLP Visualizer';
let newer = '';

test.beforeAll(async () => {
  newer = await makeNewerBuild();
});
test.afterAll(() => {
  rmSync(newer, { recursive: true, force: true });
});

const notice = (page: Page) => page.locator('app-notices .notice');

async function expectVersion(page: Page, title: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
}

test('announces an update, keeps the drawing, and works in the open page until then', async ({
  app,
  page,
  context,
  server,
}) => {
  await app.open();
  await expectReady(page);
  await app.draw(DIGITS[4] ?? []);
  await app.expectAnswer(4);
  const drawn = await app.settledImage();
  await server.restart(newer);
  await lookForUpdate(page);
  await expect(notice(page)).toContainText('A newer version is ready.');
  // Its script was never loaded, and the server has another one by now.
  await page.locator('app-offline-badge button').click();
  const offline = page.getByRole('dialog', { name: 'Offline use' });
  await expect(offline.getByRole('button', { name: 'Update now' })).toBeVisible();
  await page.keyboard.press('Escape');
  await server.kill();
  await app.moveTo(30);
  await expect(app.timeline).toHaveAttribute('aria-valuetext', /Checkpoint 31 of/);
  await expectVersion(page, TITLE);

  await notice(page).getByRole('button', { name: 'Update now' }).click();
  await expectVersion(page, NEWER_TITLE);
  await app.expectAnswer(4);
  expect(await app.settledImage()).toEqual(drawn);
  await expect(app.button('Clear')).toBeEnabled();
  await expect(notice(page)).toHaveCount(0);
  await endServiceWorker(context);
  await app.open();
  await expectVersion(page, NEWER_TITLE);
  await app.expectAnswer(4);
});

test('updates each of two tabs only on request', async ({ app, page, context, server }) => {
  await app.open();
  await expectReady(page);
  const other = new AppPage(await context.newPage());
  await other.open();
  await other.draw(DIGITS[7] ?? []);
  await server.restart(newer);
  await lookForUpdate(page);
  await expect(notice(other.page)).toContainText('A newer version is ready.');
  await notice(page).getByRole('button', { name: 'Update now' }).click();
  await expectVersion(page, NEWER_TITLE);
  await endServiceWorker(context);
  await server.kill();
  await expectVersion(other.page, TITLE);
  // Still the script of the older version.
  await other.page.locator('app-offline-badge button').click();
  await expect(other.page.getByRole('dialog', { name: 'Offline use' })).toBeVisible();
  await other.page.keyboard.press('Escape');
  await other.expectAnswer(7);
  await notice(other.page).getByRole('button', { name: 'Update now' }).click();
  await expectVersion(other.page, NEWER_TITLE);
  await other.expectAnswer(7);
  await app.draw(DIGITS[4] ?? []);
  await app.expectAnswer(4);
});

test('updates by itself when nothing is drawn and nobody is there', async ({
  app,
  page,
  server,
}) => {
  await page.clock.install();
  await app.open();
  await page.clock.runFor(2000);
  await expectReady(page);
  await app.draw(DIGITS[4] ?? []);
  await server.restart(newer);
  await lookForUpdate(page);
  await expect(notice(page)).toBeVisible();
  await page.clock.runFor(130_000);
  await expectVersion(page, TITLE);
  await app.expectAnswer(4);
  await app.button('Clear').click();
  await page.clock.runFor(61_000);
  await expectVersion(page, NEWER_TITLE);
});

test('changes nothing when an update is cut off, and updates later', async ({
  app,
  page,
  context,
  server,
}) => {
  await app.open();
  await expectReady(page);
  // The list, and a few files.
  await server.restart(newer, { dieAtRequest: 5 });
  await lookForUpdate(page);
  await server.hasDied();
  await expect(notice(page)).toHaveCount(0);
  for (const isRested of [false, true]) {
    if (isRested) await endServiceWorker(context);
    await app.open();
    await expectVersion(page, TITLE);
    await app.draw(DIGITS[4] ?? []);
    await app.expectAnswer(4);
  }
  await server.start(newer);
  await lookForUpdate(page);
  await notice(page).getByRole('button', { name: 'Update now' }).click();
  await expectVersion(page, NEWER_TITLE);
  await expectReady(page);
});

test('follows a server back to an older version', async ({ app, page, context, server }) => {
  await server.restart(newer);
  await app.open();
  await expectReady(page);
  await expectVersion(page, NEWER_TITLE);
  await server.restart(BUILT_APP);
  await lookForUpdate(page);
  await notice(page).getByRole('button', { name: 'Update now' }).click();
  await expectVersion(page, TITLE);
  await server.kill();
  await endServiceWorker(context);
  await app.open();
  await expectVersion(page, TITLE);
  await expectReady(page);
});

test('says when a part is lost that the server no longer has, and recovers', async ({
  app,
  page,
  context,
  server,
}) => {
  await app.open();
  await expectReady(page);
  await app.draw(DIGITS[4] ?? []);
  const session = await context.newCDPSession(page);
  await session.send('Network.clearBrowserCache');
  await page.evaluate(async () => {
    const name = (await caches.keys()).find((it) => it.endsWith(':assets:app:cache')) ?? '';
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      // The page about offline use, which was not opened yet.
      const text = await (await cache.match(url))?.text();
      if (text?.includes('app-stored-here')) await cache.delete(url);
    }
  });
  await server.restart(newer);
  await page.locator('app-offline-badge button').click();
  await expect(notice(page)).toContainText('Part of the app is missing on this device');
  await notice(page).getByRole('button', { name: 'Reload' }).click();
  await expectVersion(page, NEWER_TITLE);
  await app.expectAnswer(4);
  await expectReady(page);
});
