import type { Locator, Page } from '@playwright/test';
import { expect, test, type AppPage } from './app-page.ts';
import { DIGITS } from './digits.ts';
import { around, layerBoxes, scene } from './picture.ts';
import { outOfReach } from './reach.ts';
import { countWebGl } from './webgl-counter.ts';

// Where things are does not depend on what is painted.
test.use({ contextOptions: { reducedMotion: 'reduce' } });
test.slow();

/** Sizes, and the least height of the network, CSS pixels. */
const PHONES = [
  [390, 844, 210],
  [844, 390, 190],
  [683, 384, 130],
] as const;

const pill = (page: Page): Locator => page.locator('.film-opener');
const strip = (page: Page): Locator => page.getByRole('region', { name: 'Training' });

async function open(app: AppPage, page: Page): Promise<void> {
  await countWebGl(page, 'stubbed');
  await app.open();
  await app.drawWithPointer(DIGITS[3] ?? [], { pointerType: 'touch', pressure: 0.5 });
  await app.expectAnswer(3);
  await expect(scene(page)).toBeVisible();
}

async function boxOf(element: Locator): Promise<{ top: number; bottom: number; left: number }> {
  const { x, y, height } = (await element.boundingBox()) ?? { x: NaN, y: NaN, height: NaN };
  return { top: y, bottom: y + height, left: x };
}

for (const [width, height, least] of PHONES) {
  test.describe(`${width}x${height}`, () => {
    test.use({ viewport: { width, height }, hasTouch: true });

    test('shows answer, network, paper and tools at once', async ({ app, page }) => {
      await open(app, page);
      await expect(async () => {
        const { top, bottom } = around(await layerBoxes(page));
        expect(bottom - top).toBeGreaterThan(least);
      }).toPass();
      const scrolled = await page.locator('app-reading-page').evaluate((stage) => {
        stage.scrollTo(0, 100);
        return stage.scrollTop;
      });
      expect(scrolled, 'nothing to scroll').toBe(0);
      for (const part of ['app-digit-pad', 'app-verdict .figure', 'app-drawing-tools']) {
        const { top, bottom } = await boxOf(page.locator(part));
        expect(top, part).toBeGreaterThanOrEqual(0);
        expect(bottom, part).toBeLessThanOrEqual(height);
      }
      for (const name of ['Clear', 'Examples']) {
        await expect(page.locator('.tool .name', { hasText: name })).not.toHaveCSS(
          'clip-path',
          'inset(50%)',
        );
      }
      if (width < height) return;
      // Each row is level with its output.
      await expect(async () => {
        const outputs = (await layerBoxes(page)).at(-1);
        const rows = await boxOf(page.locator('app-answer-bars'));
        const pitch = (rows.bottom - rows.top) / 10;
        expect(Math.abs(rows.top - (outputs?.top ?? NaN))).toBeLessThan(pitch);
        expect(Math.abs(rows.bottom - (outputs?.bottom ?? NaN))).toBeLessThan(pitch);
      }).toPass();
    });

    test('keeps the film strip behind a button', async ({ app, page }, testInfo) => {
      await open(app, page);
      await expect(app.timeline).toBeHidden();
      await expect(pill(page)).toHaveAttribute('aria-expanded', 'false');
      await expect(pill(page)).toHaveAccessibleName('Watch it learn');
      const place = await boxOf(pill(page));
      await pill(page).tap();
      await expect(app.timeline).toBeVisible();
      await expect(strip(page)).toBeFocused();
      await expect(pill(page)).toHaveAttribute('aria-expanded', 'true');
      // It lies over the tools, which cannot be reached meanwhile.
      await expect.poll(async () => (await boxOf(strip(page))).bottom).toBeCloseTo(height, 0);
      expect((await boxOf(strip(page))).top).toBeLessThan(place.bottom);
      await expect(app.button('Undo')).toBeHidden();
      await expect.poll(() => outOfReach(page)).toEqual([]);
      await page.screenshot({ path: testInfo.outputPath('film.png') });
      await app.moveTo(0);
      await expect(page.locator('.images')).toHaveText('0 images used');
      // The network shows every moment of it.
      await expect(scene(page)).toBeVisible();
      await app.button('Hide the training').tap();
      await expect(app.timeline).toBeHidden();
      await expect(pill(page)).toBeFocused();
      await expect(app.button('Undo')).toBeVisible();
    });
  });
}

test.describe('by keyboard', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the film strip opens, runs and closes', async ({ app, page }) => {
    await open(app, page);
    await pill(page).focus();
    await page.keyboard.press('Enter');
    await expect(strip(page)).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(app.button('Hide the training')).toBeFocused();
    await app.timeline.focus();
    await page.keyboard.press('Home');
    await expect(app.timeline).toHaveValue('0');
    await page.keyboard.press('Escape');
    await expect(app.timeline).toBeHidden();
    await expect(pill(page)).toBeFocused();
    // A panel folded away has its handle in the same place.
    await app.button('Views').click();
    await page.getByRole('switch', { name: 'Training' }).click();
    await page.keyboard.press('Escape');
    await expect(pill(page)).toBeHidden();
    await page.locator('.timeline-handle button').press('Enter');
    await expect(strip(page)).toBeFocused();
    await expect(app.timeline).toBeVisible();
  });
});
