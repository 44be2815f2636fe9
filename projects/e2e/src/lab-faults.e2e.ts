import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppPage, expect, nextFrame, test } from './app-page.ts';
import { keptRunImages } from './kept-runs.ts';
import { launchKillable } from './killable-browser.ts';
import { curveTable, ended, result, SHORT, start } from './lab-run-page.ts';
import { setQuota } from './quota.ts';

test('a run goes on to what it would have been, after its browser was killed while it learned', async ({
  baseURL,
  launchOptions,
}) => {
  test.slow();
  const profile = mkdtempSync(join(tmpdir(), 'killed-'));
  const begin = async (recipe: string) => {
    const browser = await launchKillable(launchOptions, profile);
    await new AppPage(browser.page).open(new URL(`#/lab?${recipe}`, baseURL).href);
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

test('on a full device it is known before Start; it learns all the same, and is kept once there is room', async ({
  page,
  baseURL,
}) => {
  const full = page.getByText('Full. Delete a network to keep this one.');
  await setQuota(page, baseURL, 10_000);
  await page.goto(`./#/lab?${SHORT}`);
  await expect(full).toBeVisible();
  await start(page);
  await ended(page);
  await expect(full).toBeVisible();
  await page.getByRole('button', { name: 'Keep the network' }).click();
  await nextFrame(page);
  await expect(page.getByRole('button', { name: 'Keep the network' })).toBeEnabled();
  await expect(full).toBeVisible();
  await setQuota(page, baseURL);
  await page.getByRole('button', { name: 'Keep the network' }).click();
  await expect(page.getByText('Kept. You find it under Networks.')).toBeVisible();
  await expect(full).toBeHidden();
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

test('a GPU that is not there is told, and it learns on the processor', async ({ page }) => {
  // The page has WebGPU, and there is no adapter.
  await page.addInitScript(() => {
    if (!('gpu' in navigator)) Object.defineProperty(Navigator.prototype, 'gpu', { value: {} });
  });
  await page.goto(`./#/lab?${SHORT}`);
  await page.getByRole('button', { name: 'Add a sentence' }).click();
  await page.getByRole('button', { name: 'Learn on the GPU' }).click();
  await page.keyboard.press('Escape');
  await start(page);
  await expect(page.getByText('There is no GPU here that it could learn on.')).toBeVisible();
  await ended(page);
});
