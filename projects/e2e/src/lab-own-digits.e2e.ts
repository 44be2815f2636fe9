import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { expect, test } from './app-page.ts';
import { expectAccessible, smallTargets } from './axe.ts';
import { DIGITS } from './digits.ts';
import { ended, SHORT, start } from './lab-run-page.ts';
import { count, next, PAPER, write } from './own-digits-page.ts';
import { outOfReach } from './reach.ts';
import { unzipped } from './unzipped.ts';

const SIZES = [
  [1280, 800],
  [1024, 768],
  [820, 1180],
  [390, 844],
  [683, 384],
] as const;

async function openFromMore(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('button', { name: 'Write own digits' }).click();
  await expect(page.locator(PAPER)).toBeVisible();
}

test('ten digits are written, found again, learned with, saved and deleted', async ({
  app,
  page,
}) => {
  test.slow();
  await app.open(`./#/lab?${SHORT}`);
  await app.draw(DIGITS[7] ?? []);
  const onPaper = await app.settledImage();
  await page.getByRole('button', { name: 'Add a sentence' }).click();
  await page.getByRole('button', { name: 'Add my own digits' }).click();
  await page.getByRole('button', { name: 'Write own digits' }).click();
  await expect(page.locator(PAPER)).toBeVisible();

  const labels: number[] = [];
  for (let number = 0; number < 10; number++) {
    await expect(next(page)).toBeDisabled();
    labels.push(await write(page, number % 2 === 0 ? 'slowly' : 'fast'));
    await next(page).click();
    await expect(count(page)).toHaveText(`${number + 1} of 20`);
  }
  expect([...labels].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const dashed = page.locator('app-own-written li.tests.written');
  await expect(dashed).toHaveText([`${labels[4]}, only tests it`, `${labels[9]}, only tests it`]);

  // The last one comes back with its strokes, and is kept again; an example's key writes nothing.
  await page.keyboard.press('Control+z');
  await expect(count(page)).toHaveText('9 of 20');
  await expect(next(page)).toBeEnabled();
  await page.locator(PAPER).press('Enter');
  await expect(count(page)).toHaveText('10 of 20');
  await page.locator(PAPER).press('5');
  await expect(next(page)).toBeDisabled();

  // Nothing of it has touched the page's own paper, nor its history.
  await page.keyboard.press('Escape');
  expect(await app.settledImage()).toEqual(onPaper);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+y');
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await app.seenImage()).some((ink) => ink > 0)).toBe(true);

  await page.reload();
  await expect(page.locator('.sentence')).toHaveText(/Add my\s*10 digits\s*\./);
  await openFromMore(page);
  await expect(count(page)).toHaveText('10 of 20');
  await page.getByRole('button', { name: 'Learn with these 10' }).click();
  await expect(page).toHaveURL(/own=train/);
  await start(page);
  await ended(page);
  await expect(page.locator('[data-part=mine]')).toHaveText(/your own: [012] of 2 right/);
  await expect(page.locator('app-run-announcer')).toHaveText(/Of your own 2: [012] right\./);

  await openFromMore(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('[data-part=save-own]').click(),
  ]);
  expect(download.suggestedFilename()).toBe('own-digits.zip');
  const files = unzipped(readFileSync(await download.path()));
  const images = files.get('own-images-idx3-ubyte') ?? Buffer.alloc(0);
  expect(images.subarray(0, 16).toString('hex')).toBe('000008030000000a0000001c0000001c');
  expect(images.length).toBe(16 + 10 * 784);
  const idxLabels = files.get('own-labels-idx1-ubyte') ?? Buffer.alloc(0);
  expect(idxLabels.toString('hex')).toBe(
    `000008010000000a${labels.map((label) => `0${label}`).join('')}`,
  );
  const { drawings } = JSON.parse(files.get('drawings.json')?.toString() ?? '') as {
    drawings: { digit: number; strokes: { points: unknown[] }[] }[];
  };
  expect(drawings.map(({ digit }) => digit)).toEqual(labels);
  expect(drawings.map(({ strokes }) => strokes.length)).toEqual(
    labels.map((label) => DIGITS[label]?.length),
  );

  await page.locator('[data-part=ask-own]').click();
  await expect(page.getByText('Delete all 10?')).toBeVisible();
  await page.locator('[data-part=delete-own]').click();
  await expect(count(page)).toHaveText('0 of 20');
  await expect(page.locator('app-own-written app-paper-image')).toHaveCount(0);
  await page.reload();
  await openFromMore(page);
  await expect(count(page)).toHaveText('0 of 20');
});

test('what another tab writes is seen here', async ({ page, context }) => {
  await page.goto('./#/lab');
  await openFromMore(page);
  const second = await context.newPage();
  await second.goto('./#/lab');
  await openFromMore(second);
  await write(second, 'fast');
  await next(second).click();
  await expect(count(page)).toHaveText('1 of 20');
  expect(await page.locator('[data-part=asked]').innerText()).toBe(
    await second.locator('[data-part=asked]').innerText(),
  );
});

for (const [language, sizes] of [
  ['de', SIZES],
  ['en', [SIZES[1], SIZES[3]]],
] as const) {
  test.describe(`own digits in ${language}`, () => {
    test.use({ locale: language });

    for (const [width, height] of sizes) {
      test(`have room at ${width} × ${height}`, async ({ page }) => {
        await page.setViewportSize({ width, height });
        await page.goto('./#/lab');
        await page.locator('header button').last().click();
        await page.locator('app-lab-drawer .pill-button[data-part=own]').click();
        for (let number = 0; number < 6; number++) {
          await write(page, 'fast');
          await next(page).click();
        }
        await expect(page.locator('app-own-written app-paper-image')).toHaveCount(6);
        await write(page, 'fast');
        await page.locator('[data-part=ask-own]').click();
        await expect.poll(() => outOfReach(page)).toEqual([]);
        await expect.poll(() => smallTargets(page)).toEqual([]);
      });
    }
  });
}

for (const theme of ['dark', 'light'] as const) {
  test(`own digits are accessible in the ${theme} theme`, async ({ page }) => {
    await page.addInitScript((chosen) => {
      localStorage.setItem('theme', chosen);
    }, theme);
    await page.goto('./#/lab?own=train');
    await page.locator('[data-word=ownDigits]').click();
    await expectAccessible(page, 'the chooser');
    await page.getByRole('button', { name: 'Write own digits' }).click();
    await expectAccessible(page, 'an empty paper');
    for (let number = 0; number < 6; number++) {
      await write(page, 'fast');
      await next(page).click();
    }
    await write(page, 'fast');
    await page.locator('[data-part=ask-own]').click();
    await expectAccessible(page, 'digits, and a question');
  });
}
