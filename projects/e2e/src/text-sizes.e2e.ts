import type { Page } from '@playwright/test';
import { expect, test, type AppPage } from './app-page.ts';
import { outOfReach } from './reach.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** Opens the app in the setting for large text, or in the usual one. */
async function openWith(app: AppPage, page: Page, size: 'normal' | 'large'): Promise<void> {
  await page.addInitScript((size) => {
    localStorage.setItem('textSize', size);
  }, size);
  await app.open();
  await expect(page.locator('html')).toHaveAttribute('data-text', size);
}

/** The boxes of what is seen of a selector. */
const boxesOf = (page: Page, selector: string): Promise<DOMRect[]> =>
  page
    .locator(`${selector}:visible`)
    .evaluateAll((elements) => elements.map((element) => element.getBoundingClientRect()));

test.describe('with the app saved for offline use', () => {
  test.use({
    viewport: { width: 1600, height: 1000 },
    serviceWorkers: 'allow',
    storageState: { cookies: [], origins: [] },
  });

  for (const size of ['normal', 'large'] as const) {
    test(`keeps its badge clear of the title in ${size} text`, async ({ app, page }) => {
      await openWith(app, page, size);
      await expect(page.locator('app-offline-badge button')).toBeVisible();
      const [title] = await boxesOf(page, 'h1');
      const [badge] = await boxesOf(page, 'app-offline-badge');
      expect((badge?.left ?? NaN) - (title?.right ?? NaN)).toBeCloseTo(16, 0);
    });
  }
});
