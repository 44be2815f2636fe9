import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './app-page';
import { DIGITS } from './digits';

// Software rendering takes its time on a busy machine.
test.slow();

for (const theme of ['dark', 'light']) {
  for (const locale of ['en', 'de']) {
    test.describe(`${theme}, ${locale}`, () => {
      test.use({ locale, contextOptions: { reducedMotion: 'reduce' } });

      test('has nothing that axe objects to', async ({ app, page }) => {
        await page.addInitScript((theme) => {
          localStorage.setItem('theme', theme);
        }, theme);
        await app.open();
        const violations = async (): Promise<string[]> =>
          (await new AxeBuilder({ page }).analyze()).violations.map(
            ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
          );
        expect(await violations()).toEqual([]);
        await app.drawWithPointer(DIGITS[1] ?? [], { pointerType: 'touch', pressure: 0.5 });
        await expect(page.locator('app-verdict .figure')).toHaveText('1');
        expect(await violations()).toEqual([]);
        await page.locator('.views > button').click();
        expect(await violations()).toEqual([]);
        await page.keyboard.press('Escape');
        await page.locator('.settings').click();
        await page
          .locator('dialog .sheet')
          .evaluate((sheet) => Promise.all(sheet.getAnimations().map(({ finished }) => finished)));
        expect(await violations()).toEqual([]);
      });
    });
  }
}
