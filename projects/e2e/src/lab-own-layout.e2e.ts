import { expect, test } from './app-page.ts';
import { SHORT, start } from './lab-run-page.ts';
import { next, write } from './own-digits-page.ts';
import { outOfReach } from './reach.ts';

test.use({ locale: 'de' });

for (const [width, height] of [
  [1280, 800],
  [1024, 768],
  [820, 1180],
  [390, 844],
  [683, 384],
] as const) {
  test(`how own digits are read has room beside the result at ${width} × ${height}`, async ({
    page,
  }) => {
    test.slow();
    await page.setViewportSize({ width, height });
    await page.goto(`./#/lab?${SHORT}`);
    await page.locator('header button').last().click();
    await page.locator('app-lab-drawer .pill-button[data-part=own]').click();
    for (let number = 0; number < 5; number++) {
      await write(page, 'fast');
      await next(page).click();
    }
    await expect(page.locator('app-own-written app-paper-image')).toHaveCount(5);
    await page.locator('[data-part=learn-own]').click();
    await start(page);
    await expect(page.locator('[data-part=keep].pill-button')).toBeVisible({ timeout: 90_000 });
    await expect(page.locator('[data-part=mine]')).toHaveText(/deine eigenen: [01] von 1 richtig/);
    await expect.poll(() => outOfReach(page)).toEqual([]);
  });
}
