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

type Box = Readonly<Record<'left' | 'right' | 'top' | 'bottom', number>>;

/** The boxes of what is seen of a selector. */
const boxesOf = (page: Page, selector: string): Promise<Box[]> =>
  page.locator(`${selector}:visible`).evaluateAll((elements) =>
    elements.map((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return { left, right, top, bottom };
    }),
  );

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
      // Its words appear with the focus, whatever its state is.
      await page.locator('app-offline-badge button').focus();
      await expect(page.locator('app-offline-badge .words')).toHaveCSS('clip-path', 'none');
    });
  }
});

for (const locale of ['en', 'de']) {
  test.describe(locale, () => {
    test.use({ locale, viewport: { width: 1024, height: 768 } });

    test('keeps the names of the tools apart and below the paper in large text', async ({
      app,
      page,
    }) => {
      await openWith(app, page, 'large');
      const [paper] = await boxesOf(page, 'app-digit-pad');
      const names = await boxesOf(page, 'app-drawing-tools .name');
      expect(names.length).toBe(5);
      expect(names[0]?.left).toBeGreaterThanOrEqual(paper?.left ?? NaN);
      expect(names.at(-1)?.right).toBeLessThanOrEqual(paper?.right ?? NaN);
      names.slice(1).forEach(({ left }, index) => {
        expect(left - (names[index]?.right ?? NaN), `gap ${index}`).toBeGreaterThan(3);
      });
      // None is shortened.
      const cut = await page
        .locator('app-drawing-tools .name')
        .evaluateAll((all) => all.filter((it) => it.scrollWidth > it.clientWidth).length);
      expect(cut).toBe(0);
    });
  });
}

/** Font size of the page and the least side of its buttons, CSS pixels. */
async function measures(page: Page): Promise<{ font: number; button: number }> {
  const font = await page.evaluate(() =>
    parseFloat(getComputedStyle(document.documentElement).fontSize),
  );
  const buttons = await boxesOf(page, ':is(.round-button, .tool .face)');
  expect(buttons.length).toBeGreaterThan(8);
  const sides = buttons.flatMap(({ left, right, top, bottom }) => [right - left, bottom - top]);
  return { font, button: Math.min(...sides) };
}

for (const { size, text, font, button } of [
  { size: [1280, 800], text: 'normal', font: 16, button: 48 },
  { size: [1920, 1080], text: 'normal', font: 16, button: 48 },
  { size: [2560, 1440], text: 'normal', font: 18.7, button: 56 },
  { size: [3840, 2160], text: 'normal', font: 28, button: 84 },
  { size: [1280, 800], text: 'large', font: 21, button: 48 },
  { size: [3840, 2160], text: 'large', font: 36.8, button: 84 },
] as const) {
  const [width, height] = size;
  test.describe(`${width}x${height}, ${text} text`, () => {
    test.use({ viewport: { width, height } });

    test('has letters and controls for the distance it is read from', async ({ app, page }) => {
      await openWith(app, page, text);
      const measured = await measures(page);
      expect(Math.abs(measured.font - font), `${measured.font} px`).toBeLessThan(0.1);
      expect(measured.button).toBeGreaterThanOrEqual(button - 0.1);
      await expect.poll(() => outOfReach(page)).toEqual([]);
    });
  });
}

test.describe('upright, in German', () => {
  test.use({ locale: 'de', viewport: { width: 820, height: 1180 } });

  test('keeps the switch below the paper clear of the bars, however large the text', async ({
    app,
    page,
  }) => {
    await openWith(app, page, 'normal');
    const expectClear = async (): Promise<void> => {
      // A page that has changed its size takes a moment to stand still.
      await expect(async () => {
        const [bars] = await boxesOf(page, 'app-answer-bars');
        for (const { right } of await boxesOf(page, '.seen > *')) {
          expect(right).toBeLessThanOrEqual(bars?.left ?? NaN);
        }
      }).toPass({ timeout: 30_000 });
      await expect.poll(() => outOfReach(page)).toEqual([]);
    };
    await expectClear();
    // Made larger while the page is open, as someone in front of a class does.
    await page.locator('.settings').click();
    await page.locator('dialog label:has([value="large"])').click();
    await page.keyboard.press('Escape');
    await expect(page.locator('html')).toHaveAttribute('data-text', 'large');
    await expect(page.locator('dialog[open]')).toHaveCount(0);
    await expectClear();
    await page.setViewportSize({ width: 768, height: 1024 });
    await expectClear();
  });
});
