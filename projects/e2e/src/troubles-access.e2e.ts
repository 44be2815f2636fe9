import { expect, test } from './app-page.ts';
import { expectAccessible, smallTargets } from './axe.ts';

/** Messages about what is missing; these browsers have no WebGL. */
for (const locale of ['en', 'de']) {
  test.describe(locale, () => {
    test.use({
      locale,
      contextOptions: { reducedMotion: 'reduce' },
      expectedErrors: [/Failed to load resource/],
    });

    test('passes axe when the picture is missing and weights are refused', async ({
      app,
      page,
    }) => {
      await app.open('./?weights=exports/none.json');
      await expect(page.getByRole('alert')).toBeVisible();
      await expect(page.locator('.no-picture button')).toBeVisible();
      for (const theme of ['dark', 'light']) {
        await page.locator('.settings').click();
        await page.locator(`label:has([value="${theme}"])`).click();
        await page.keyboard.press('Escape');
        await expectAccessible(page, `${theme}, refused`);
        await expect.poll(() => smallTargets(page)).toEqual([]);
      }
      await page.locator('app-trouble summary').click();
      await expectAccessible(page, 'details');
      await page.locator('app-trouble button').last().click();
      await page.locator('.no-picture button').click();
      await expectAccessible(page, 'table');
      // Without the picture, neurons are picked from the rows of the table.
      await page.locator('app-neuron-table button').first().press('Enter');
      await expect(page.locator('app-inspector .total')).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(page.locator('app-neuron-table button').first()).toBeFocused();
      await page.keyboard.press('Escape');
      await expect(page.locator('.no-picture button')).toBeFocused();
    });

    test('says what is wrong when nothing arrives at all', async ({ app, page }) => {
      await page.route('**/exports/**', (route) => route.abort());
      await page.goto('./');
      await expect(page.getByRole('alert')).toBeVisible();
      await expectAccessible(page, 'no weights');
      await expect.poll(() => smallTargets(page)).toEqual([]);
      await expect(app.pad).toBeVisible();
    });
  });
}
