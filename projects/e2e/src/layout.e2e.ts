import type { Page } from '@playwright/test';
import { expect, test } from './app-page.ts';
import { DIGITS } from './digits.ts';
import { around, layerBoxes } from './picture.ts';

/** Draws no more frames than necessary. */
const STILL = { reducedMotion: 'reduce' } as const;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const overlaps = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Expects that everything is fully on the screen, large enough, and does not overlap. */
async function expectFits(page: Page, width: number, height: number): Promise<void> {
  // All at once: elements found one by one may be gone by then.
  const parts = page
    .locator('app-digit-pad, app-answer-bars, app-verdict')
    // The button that asks why is part of the answer; names in the picture lie below panels that they reach.
    .or(
      page.locator(
        ':is(main button:not(app-verdict *, app-scene-names *), .settings, .views > button):visible',
      ),
    )
    .or(page.getByRole('img'))
    .or(page.getByRole('slider'));
  const boxes = await parts.evaluateAll((elements) =>
    elements.map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return { name: element.outerHTML.slice(0, 200), x, y, width, height };
    }),
  );
  expect(boxes.length, 'parts on the screen').toBeGreaterThan(10);
  boxes.forEach((box, index) => {
    const isInside =
      box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
    expect(isInside, `${box.name} inside the screen`).toBe(true);
    const others = boxes.slice(index + 1).filter((other) => overlaps(box, other));
    expect(others, `${box.name} overlaps nothing`).toEqual([]);
  });
  const controls = page.getByRole('button').or(page.getByRole('switch'));
  const tooSmall = await controls.evaluateAll((elements) =>
    elements.flatMap((element) => {
      const { width, height } = element.getBoundingClientRect();
      const name = element.ariaLabel ?? element.textContent;
      return Math.min(width, height) < 44 ? [`${name}: ${width} by ${height}`] : [];
    }),
  );
  expect(tooSmall).toEqual([]);
  const readout = page.locator('.readout > *, .figures > *, app-verdict');
  const cutOff = await readout.evaluateAll((elements) =>
    elements.filter((it) => it.scrollWidth > it.clientWidth + 1).map((it) => it.outerHTML),
  );
  expect(cutOff).toEqual([]);
  const pad = await page.locator('app-digit-pad').boundingBox();
  expect((pad?.height ?? 0) / height, 'room for a hand').toBeGreaterThan(0.38);
  const { left, right, top, bottom } = around(await layerBoxes(page));
  const area = (right - left) * (bottom - top);
  expect(area, 'room for the network').toBeGreaterThan(width * height * 0.03);
}

for (const [width, height] of [
  [1280, 800],
  [1024, 768],
  [820, 1180],
  [768, 954],
  [390, 844],
  [844, 390],
] as const) {
  test.describe(`${width}x${height}`, () => {
    test.use({ viewport: { width, height }, contextOptions: STILL });
    test.slow(); // Software rendering is slow on a busy machine.

    test(`fits, in both languages and both themes`, async ({ app, page }, testInfo) => {
      await page.goto('./');
      const film = page.locator('app-timeline');
      // On phones it waits beside the page.
      const placeBefore = (await film.isVisible()) ? await film.boundingBox() : undefined;
      await app.open();
      await page.screenshot({ path: testInfo.outputPath('blank.png') });
      await expect(page.locator('.views button').first()).toBeVisible();
      await app.drawWithPointer(DIGITS[3] ?? [], { pointerType: 'touch', pressure: 0.5 });
      await expect(page.locator('app-verdict .figure')).toHaveText('3');
      await page.screenshot({ path: testInfo.outputPath('dark.png') });
      await expectFits(page, width, height);
      if (placeBefore) expect(await film.boundingBox(), 'nothing jumps').toEqual(placeBefore);

      await page.locator('.settings').click();
      await page.screenshot({ path: testInfo.outputPath('settings.png') });
      await app.choose('light');
      await app.choose('de');
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
      await expect(page.locator('html')).toHaveAttribute('lang', 'de');
      await page.keyboard.press('Escape');
      await expect(page.locator('dialog[open]')).toHaveCount(0);
      await page.screenshot({ path: testInfo.outputPath('light, German.png') });
      await expectFits(page, width, height);
      await page.reload();
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
      await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    });
  });
}

test.describe('on a right-to-left page', () => {
  test.use({ contextOptions: STILL });

  test('keeps the layout of the picture, and sets text right to left', async ({ app, page }) => {
    await app.open();
    await expect.poll(async () => (await layerBoxes(page)).length).toBe(4);
    const pictured = async (): Promise<unknown> => ({
      layers: await layerBoxes(page),
      boxes: await page
        .locator('app-digit-pad, app-answer-bars, app-timeline, .chart, .settings')
        .evaluateAll((elements) => elements.map((element) => element.getBoundingClientRect().x)),
    });
    const before = await pictured();
    for (const owner of ['html', 'body']) {
      await page.locator(owner).evaluate((element) => {
        element.setAttribute('dir', 'rtl');
      });
      await expect.poll(pictured).toEqual(before);
      // The curves begin where the slider begins.
      await app.timeline.press('Home');
      await app.timeline.press('ArrowRight');
      await expect(app.timeline).toHaveValue('1');
      await page.locator('.settings').click();
      const heading = page.getByRole('dialog').getByRole('heading').first();
      await expect(heading).toHaveCSS('direction', 'rtl');
      for (const read of ['app-finger-hint', 'app-sample-menu .flyout', 'app-network-in-words']) {
        await expect(page.locator(read)).toHaveCSS('direction', 'rtl');
      }
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
      await page.locator(owner).evaluate((element) => {
        element.removeAttribute('dir');
      });
    }
  });
});
