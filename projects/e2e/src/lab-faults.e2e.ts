import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppPage, expect, test } from './app-page.ts';
import { keptRunImages } from './kept-runs.ts';
import { launchKillable } from './killable-browser.ts';
import { curveTable, ended, imagesShown, result, SHORT, start } from './lab-run-page.ts';
import { setQuota } from './quota.ts';

test('a run goes on to what it would have been, after its browser was killed while it learned', async ({
  baseURL = '',
  launchOptions,
}) => {
  test.slow();
  const profile = mkdtempSync(join(tmpdir(), 'killed-'));
  const begin = async (recipe: string) => {
    const browser = await launchKillable(launchOptions, profile);
    await new AppPage(browser.page).open(`${baseURL}/#/lab?${recipe}`);
    return browser;
  };
  let browser = await begin(SHORT);
  try {
    await start(browser.page);
    await ended(browser.page);
    const whole = await curveTable(browser.page);
    await browser.page.locator('[data-part=again]').click();
    await browser.page.getByRole('radio', { name: 'Slow' }).check();
    await start(browser.page);
    // It is saved every ten seconds while it learns.
    await expect
      .poll(async () => (await keptRunImages(browser.page)) ?? 0, { timeout: 60_000 })
      .toBeGreaterThan(0);
    await browser.kill();

    browser = await begin(SHORT);
    await expect(browser.page.getByText(/A run was interrupted after \d+ digits/)).toBeVisible();
    await browser.page.getByRole('button', { name: 'Go on with it' }).click();
    await ended(browser.page);
    expect(await curveTable(browser.page)).toBe(whole);
  } finally {
    await browser.kill();
    rmSync(profile, { recursive: true, force: true });
  }
});

test('before it begins, it is known whether there is room; without, it learns and says that it is lost', async ({
  page,
  baseURL,
}) => {
  await setQuota(page, baseURL, 10_000);
  await page.goto(`./#/lab?${SHORT}`);
  await expect(page.getByText('Full. Delete a network to keep this one.')).toBeVisible();
  await start(page);
  await expect(page.getByText('Nothing can be stored on this device')).toBeVisible();
  await ended(page);
  await expect(result(page)).toHaveText(/^\s*[6-9]\d%/);
});

test('a device that is full in the midst of a run is told in words, and the run is kept once there is room', async ({
  page,
  baseURL,
}) => {
  await page.goto(`./#/lab?${SHORT.replace('full', 'slow')}`);
  await start(page);
  await expect.poll(() => imagesShown(page)).toBeGreaterThan(0);
  await setQuota(page, baseURL, 1000);
  await page.getByRole('radio', { name: 'Full speed' }).check();
  await ended(page);
  await page.getByRole('button', { name: 'Keep the network' }).click();
  await expect(page.getByText('Full. Delete a network to keep this one.')).toBeVisible();
  await setQuota(page, baseURL);
  await page.getByRole('button', { name: 'Keep the network' }).click();
  await expect(page.getByText('Kept. You find it under Networks.')).toBeVisible();
  await expect(page.getByText('Full. Delete a network to keep this one.')).toBeHidden();
});

for (const recipe of ['wrong=80', 'rate=3', 'by=momentum&rate=3', 'by=adam&rate=3']) {
  test(`with ${recipe} there are words, and nothing that is no number`, async ({ page }) => {
    await page.goto(`./#/lab?layers=16&digits=3000&stop=5x&pace=full&${recipe}`);
    await start(page);
    const dead = page.locator('app-dead-run');
    const keep = page.locator('[data-part=keep].pill-button');
    await expect(dead.or(keep).first()).toBeVisible({ timeout: 90_000 });
    await expect(result(page)).toHaveText(/^\s*\d+%/);
    for (const text of [await page.locator('body').innerText(), await curveTable(page)]) {
      expect(text).not.toMatch(/NaN|∞|Infinity|undefined/);
    }
    if (await dead.isVisible()) {
      await expect(dead).toContainText(
        /It gives the same answer to everything\.|Its weights have become so large/,
      );
    }
  });
}
