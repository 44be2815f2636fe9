import { expect, test } from './app-page.ts';
import { DIGITS } from './digits.ts';
import { makeOlder } from './older-browser.ts';

test('reads, and opens and closes its menus, in the oldest supported browser', async ({
  app,
  page,
}) => {
  test.slow(); // A whole visit.
  const toWorkers = await makeOlder(page);
  await app.takeFirstExamples();
  await app.open();
  expect(toWorkers.length, 'scripts of workers that were made older').toBeGreaterThanOrEqual(2);
  expect(await page.evaluate(() => 'canParse' in URL || 'any' in AbortSignal)).toBe(false);
  await app.draw(DIGITS[3] ?? []);
  await app.expectAnswer(3);
  await expect(page.locator('app-verdict .figure')).toHaveText('3');
  await app.moveTo(0);
  await expect(page.locator('.readout .label')).toHaveText('Initial weights');
  await app.moveTo(34);

  for (const [opener, inside] of [
    ['Views', 'Probabilities'],
    ['Examples', 'Show a handwritten 5'],
  ] as const) {
    const entry = app.button(inside).or(page.getByRole('switch', { name: inside }));
    await expect(app.button(opener)).toHaveAttribute('aria-expanded', 'false');
    await expect(entry).toBeHidden();
    await app.button(opener).click();
    await expect(entry).toBeVisible();
    await expect(app.button(opener)).toHaveAttribute('aria-expanded', 'true');
    await page.getByRole('heading', { level: 1 }).click();
    await expect(entry).toBeHidden();
    await app.button(opener).press('Enter');
    await expect(entry).toBeVisible();
    await entry.focus();
    await page.keyboard.press('Escape');
    await expect(entry).toBeHidden();
    await expect(app.button(opener)).toBeFocused();
  }
  await app.button('Examples').click();
  await app.button('Show a handwritten 5').click();
  await app.expectAnswer(5);
  await app.button('Views').click();
  await page.getByRole('group', { name: 'Views' }).getByText('All values as a table').click();
  await expect(page.getByRole('table')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('table')).toBeHidden();
  await expect(app.button('Views')).toBeFocused();
});
