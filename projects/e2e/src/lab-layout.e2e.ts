import { expect, test } from './app-page.ts';
import { expectAccessible, smallTargets } from './axe.ts';
import { DIGITS } from './digits.ts';
import { outOfReach } from './reach.ts';

const SIZES = [
  [1280, 800],
  [1024, 768],
  [820, 1180],
  [390, 844],
  [683, 384],
] as const;
const ENDLESS = 'digits=1000&stop=never&pace=full';

for (const language of ['en', 'de'] as const) {
  test.describe(`the lab in ${language}`, () => {
    test.use({ locale: language });

    for (const [width, height] of SIZES) {
      test(`has room for everything at ${width} × ${height}, before and while it learns`, async ({
        app,
        page,
      }) => {
        await page.setViewportSize({ width, height });
        await page.goto(`./#/lab?${ENDLESS}`);
        await expect(page.locator('html[data-ready="true"]')).toBeAttached();
        await page.waitForTimeout(300);
        expect(await outOfReach(page), 'before').toEqual([]);
        expect(await smallTargets(page)).toEqual([]);
        await page.locator('[data-part=start]').click();
        await app.draw(DIGITS[7] ?? []);
        await page.waitForTimeout(1500);
        await page.locator('[data-part=pause]').click();
        expect(await outOfReach(page), 'while it learns').toEqual([]);
      });
    }
  });
}

for (const theme of ['dark', 'light'] as const) {
  test(`the lab is accessible in the ${theme} theme`, async ({ page }) => {
    await page.addInitScript((chosen) => {
      localStorage.setItem('theme', chosen);
    }, theme);
    await page.goto(`./#/lab?${ENDLESS}`);
    await expect(page.locator('html[data-ready="true"]')).toBeAttached();
    await expectAccessible(page, 'before');
    await page.locator('[data-word=rate]').click();
    await expectAccessible(page, 'a chooser');
    await page.keyboard.press('Escape');
    await page.locator('[data-part=start]').click();
    await page.locator('[data-part=pause]').click();
    await expectAccessible(page, 'held');
    await page.locator('app-run-transport').getByRole('radio').first().check();
    await page.locator('[data-part=step]').click();
    await expectAccessible(page, 'a step');
  });
}
