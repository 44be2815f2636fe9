import type { Page } from '@playwright/test';
import { expect } from './app-page.ts';
import { DIGITS } from './digits.ts';
import { keptHashes } from './kept-weights.ts';
import { expectReady, test } from './offline-visit.ts';
import { untilControlled } from './service-worker.ts';

async function expectTheme(page: Page, theme: string): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
}

test('leaves other pages on its server alone, and never shows a blank page instead', async ({
  app,
  page,
  context,
  server,
}) => {
  const body = '<title>Lessons</title><h1>Lessons of another program</h1>';
  const answers = { '/lessons/': { kind: 'status', status: 200, body } as const };
  await server.setFaults({ answers });
  await app.open();
  await expectReady(page);
  await untilControlled(page);
  await page.goto('./lessons/');
  await expect(page.getByRole('heading')).toHaveText('Lessons of another program');
  expect((await page.goto('./foo/bar'))?.status()).toBe(404);
  await server.kill();
  // In its own tab, since the browser's error page appears at an unpredictable time.
  const another = await context.newPage();
  await expect(another.goto('./lessons/')).rejects.toThrow(/net::ERR_/);
  await another.close();
  await app.open('./index.html?weights=exports/mlp_weights.json');
  await app.draw(DIGITS[4] ?? []);
  await app.expectAnswer(4);
});

/** What the last build without folders in its keys left in a browser. */
async function makeProfileOlder(page: Page): Promise<void> {
  await page.evaluate(async () => {
    localStorage.clear();
    for (const [name, value] of [
      ['theme', 'light'],
      ['language', 'de'],
      ['visited', 'yes'],
      ['fold.training', 'on'],
    ] as const) {
      localStorage.setItem(name, value);
    }
    const opening = indexedDB.open('weights');
    await new Promise((resolve) => (opening.onsuccess = resolve));
    const transaction = opening.result.transaction('exports', 'readwrite');
    const cursors = transaction.objectStore('exports').openCursor();
    cursors.onsuccess = () => {
      const cursor = cursors.result;
      if (!cursor) return;
      const record = cursor.value as Record<string, unknown>;
      delete record['owners'];
      cursor.update(record);
      cursor.continue();
    };
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    opening.result.close();
  });
}

test.describe('two copies on one origin', () => {
  test.use({ basePath: '/a/,/b/' });

  test('have their own settings, take over earlier ones, and delete only their own data', async ({
    app,
    page,
    context,
    server,
  }) => {
    const ids: string[] = [];
    for (const folder of ['/b/', '/a/']) {
      await app.open(folder);
      await expectReady(page);
      const session = await context.newCDPSession(page);
      ids.push((await session.send('Page.getAppId')).appId ?? '');
    }
    expect(new Set(ids).size).toBe(2);
    await makeProfileOlder(page);
    await server.kill();

    // Settings and checkpoints are there without a server.
    for (const folder of ['/a/', '/b/']) {
      await app.open(folder);
      await expect(page.locator('app-offline-badge')).toHaveText('Auch offline bereit');
      await expectTheme(page, 'light');
    }
    await app.button('Einstellungen').click();
    await page.locator('dialog label:has([value="dark"])').click();
    await expectTheme(page, 'dark');
    await app.open('/a/?page=offline');
    await expectTheme(page, 'light');
    const offline = page.getByRole('dialog', { name: 'Offline' });
    await offline.getByRole('button', { name: 'Alles löschen' }).click();
    await offline.getByRole('button', { name: 'Wirklich löschen?' }).click();
    await expect(offline).toContainText('Es ist nichts mehr gespeichert.');

    await app.open('/b/');
    await expectTheme(page, 'dark');
    await expect(page.locator('app-offline-badge')).toHaveText('Auch offline bereit');
    expect((await keptHashes(page)).length).toBe(35);
  });
});
