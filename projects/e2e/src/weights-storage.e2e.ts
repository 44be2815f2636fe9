import type { BrowserContext } from '@playwright/test';
import { expectNear, readDefaultExport } from './default-export.ts';
import { AppPage, expect, test } from './app-page.ts';
import { DIGITS } from './digits.ts';
import { damageShard, keptHashes } from './kept-weights.ts';
import { setQuota } from './quota.ts';

const { manifest, percentagesOf } = readDefaultExport();
const LAST = manifest.timeline.length - 1;
const placeOf = (index: number): RegExp => new RegExp(`Checkpoint ${index + 1} of ${LAST + 1}\\b`);

/** Moves to a checkpoint and expects its label and its probabilities for the drawing. */
async function expectCheckpoint(app: AppPage, index: number): Promise<void> {
  await app.moveTo(index);
  await expect(app.timeline).toHaveAttribute('aria-valuetext', placeOf(index));
  expectNear(await app.percentages(), percentagesOf(index, await app.seenImage()));
}

/** Moves over the whole timeline, so that every checkpoint is fetched. */
async function visitAll(app: AppPage): Promise<void> {
  for (let index = LAST; index >= 0; index--) {
    await app.moveTo(index);
    await expect(app.timeline).toHaveAttribute('aria-valuetext', placeOf(index));
  }
}

/** Blocks all further requests for weights, as if there were no network. */
async function cutOff(context: BrowserContext): Promise<void> {
  await context.route('**/exports/**', (route) => route.abort());
}

test.describe('without a network', () => {
  test.use({ expectedErrors: [/Failed to load resource/] });

  test('shows every checkpoint that was stored on an earlier visit', async ({
    app,
    page,
    context,
  }) => {
    await app.open();
    await visitAll(app);
    await expect.poll(async () => (await keptHashes(page)).length).toBe(35);
    await cutOff(context);
    await app.open();
    await app.draw(DIGITS[4] ?? []);
    for (const index of [0, LAST, 12, 27]) await expectCheckpoint(app, index);
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  test('keeps using decoded checkpoints when the database is deleted as well', async ({
    app,
    page,
    context,
  }) => {
    await app.open();
    await app.draw(DIGITS[4] ?? []);
    await expectCheckpoint(app, 30);
    await expect.poll(async () => (await keptHashes(page)).length).toBeGreaterThan(3);
    const session = await context.newCDPSession(page);
    // The browser closes the connection, as it does when space runs short.
    const origin = new URL(page.url()).origin;
    await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
    await expectCheckpoint(app, 5);
    await expect
      .poll(async () => (await keptHashes(page)).includes(manifest.timeline[5]?.shard.sha256 ?? ''))
      .toBe(true);
    await cutOff(context);
    await expectCheckpoint(app, 30);
    await expectCheckpoint(app, LAST);
  });
});

test('deletes a damaged shard and fetches it again', async ({ app, page }) => {
  await app.open();
  const sha256 = manifest.timeline[LAST]?.shard.sha256 ?? '';
  await expect.poll(() => keptHashes(page)).toEqual([sha256]);
  await damageShard(page, sha256);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await app.open();
  await app.draw(DIGITS[4] ?? []);
  await expectCheckpoint(app, LAST);
  expect(requests.filter((url) => url.endsWith('034_dataset-50x.json')).length).toBe(1);
  await expect.poll(() => keptHashes(page)).toEqual([sha256]);
});

test('works from memory where there is no IndexedDB, and says so until dismissed', async ({
  app,
  page,
}) => {
  await page.route('**/worker-*.js', async (route) => {
    const response = await route.fetch();
    const without = `Object.defineProperty(self, 'indexedDB', { value: undefined });`;
    const body = `${without}\n${await response.text()}`;
    await route.fulfill({ response, body });
  });
  await app.open();
  await app.draw(DIGITS[4] ?? []);
  const notice = page.getByText('The browser offers no storage here.');
  await expect(notice).toBeVisible();
  for (const index of [3, LAST, 3]) await expectCheckpoint(app, index);
  await app.button('Close').click();
  await expect(notice).toHaveCount(0);
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
});

test('works from memory where there is no space left', async ({ app, page, baseURL }) => {
  await setQuota(page, baseURL, 400_000);
  await app.open();
  await app.draw(DIGITS[4] ?? []);
  for (const index of [LAST, 20, 10, 20]) await expectCheckpoint(app, index);
  expect((await keptHashes(page)).length).toBeLessThan(3);
  await expect(page.getByText("This device's storage is full.")).toBeVisible();
});

test('works in two tabs at the same time', async ({ app, page, context }) => {
  await app.open();
  await app.draw(DIGITS[4] ?? []);
  const second = new AppPage(await context.newPage());
  await second.open();
  await second.draw(DIGITS[7] ?? []);
  await Promise.all([expectCheckpoint(app, 8), expectCheckpoint(second, 25)]);
  await Promise.all([expectCheckpoint(app, 25), expectCheckpoint(second, 8)]);
  // A newer version of the app, in a third tab, upgrades the schema: neither tab blocks it or stops working.
  const version = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open('weights', 99);
        opening.onsuccess = () => {
          resolve(opening.result.version);
          opening.result.close();
        };
      }),
  );
  expect(version).toBe(99);
  await expectCheckpoint(app, 2);
  await expectCheckpoint(second, 33);
});
