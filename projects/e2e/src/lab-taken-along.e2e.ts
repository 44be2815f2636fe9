import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { expect, test } from './app-page.ts';
import { keep, open, SHORT } from './lab-run-page.ts';

const SMALL = SHORT.replace('layers=16', 'layers=8');

/** Of what was trained here, also of what came back under the name of its file. */
const cards = (page: Page) => page.locator('app-network-card').filter({ hasText: /Trained.here/ });

/** What Compare says of its two runs: their curves and shares by what makes them different, whatever their order, and the piles. */
async function compared(page: Page): Promise<unknown> {
  await expect(page.locator('[data-part=chance]')).toBeVisible();
  const names = await page.locator('app-compare-view .cards .label').allInnerTexts();
  const shares = await page.locator('app-compare-view .cards li').allInnerTexts();
  const curves = await page
    .locator('app-compare-curves path[data-run]')
    .evaluateAll((paths) => paths.map((path) => path.getAttribute('d')));
  const table = await page.locator('app-compare-curves tr').last().locator('td').allTextContents();
  const runs = names.map((name, index) => [name, shares[index], curves[index], table[index]]);
  const piles = await page.locator('[data-pile] .count').allInnerTexts();
  return { runs: runs.sort(), piles: piles.sort() };
}

test('a run that is exported, deleted and imported again is compared as before', async ({
  page,
}) => {
  test.slow();
  await keep(page, SHORT);
  await keep(page, SMALL);
  await page.getByRole('radio', { name: 'Compare' }).check();
  const before = await compared(page);
  expect(JSON.stringify(before)).toContain('8 neurons');

  await page.locator('header').getByRole('button', { name: 'Networks' }).click();
  const leaving = cards(page).filter({ hasText: '8 neurons' });
  await leaving.getByRole('button', { name: /^More about/ }).click();
  await page.getByRole('button', { name: 'Share or save …' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /All moments, as a zip/ }).click(),
  ]);
  const bytes = readFileSync(await file.path());
  await leaving.getByRole('button', { name: /^More about/ }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(cards(page)).toHaveCount(1);

  // Nothing of the run is in this page any more.
  await open(page, SHORT);
  await page.locator('header').getByRole('button', { name: 'Networks' }).click();
  await expect(cards(page)).toHaveCount(1);
  await page
    .locator('app-library-drawer input[type="file"]')
    .first()
    .setInputFiles({ name: file.suggestedFilename(), mimeType: 'application/zip', buffer: bytes });
  await page.locator('app-import-sheet').getByRole('button', { name: 'Keep' }).click();
  // Whoever takes it along stays where runs are compared.
  await expect(cards(page)).toHaveCount(2);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('button', { name: 'Compare kept runs' }).click();
  expect(await compared(page)).toEqual(before);
});
