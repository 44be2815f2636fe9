import type { Locator, Page } from '@playwright/test';
import { expect, test } from './app-page.ts';
import { readDefaultExport } from './default-export.ts';
import { DIGITS } from './digits.ts';

const LENGTH = readDefaultExport().manifest.timeline.length;
/** Of early checkpoints, which answer differently, and later ones. */
const FIVE = [0, 4, 9, 20, LENGTH - 1];
const DOT = '·';

const marks = (page: Page): Locator => page.locator('app-timeline .frames .answer');

/** The digit that the app names in large, or a dot where it names none. */
async function namedIn(page: Page): Promise<string> {
  const words = await page.locator('app-verdict').innerText();
  return /It reads\s*(\d)/.exec(words)?.[1] ?? DOT;
}

test('answers for every checkpoint what the app says there', async ({ app, page }) => {
  await app.open();
  for (const digit of [3, 4]) {
    await app.draw(DIGITS[digit] ?? []);
    await app.expectAnswer(digit);
    await expect(marks(page)).toHaveCount(LENGTH);
    const film = await marks(page).allTextContents();
    expect(film.at(-1)).toBe(String(digit));
    expect(film, 'no digit before it has learned').toContain(DOT);
    for (const index of FIVE) {
      await app.moveTo(index);
      await expect(app.timeline).toHaveAttribute('aria-valuetext', /^Checkpoint \d+ of \d+/);
      await expect(page.locator('.frames > :nth-child(' + String(index + 1) + ')')).toHaveClass(
        /shown/,
      );
      await expect.poll(() => namedIn(page), `checkpoint ${index}`).toBe(film[index]);
      const spoken =
        film[index] === DOT
          ? /(not learned yet|not sure|not a digit)/
          : `reads ${film[index] ?? ''}`;
      await expect(app.timeline).toHaveAttribute(
        'aria-valuetext',
        spoken instanceof RegExp ? spoken : new RegExp(spoken),
      );
    }
    expect(await marks(page).allTextContents(), 'the same film all the while').toEqual(film);
    await app.moveTo(LENGTH - 1);
    await app.button('Clear').click();
    await expect(marks(page)).toHaveCount(0);
  }
});

test('drops the answers with the next stroke, and has others for the same drawing as it is', async ({
  app,
  page,
}) => {
  await app.open();
  await app.draw(DIGITS[7]?.map((line) => line.map(([x, y]) => [x * 0.4, y * 0.4] as const)) ?? []);
  await expect(marks(page)).toHaveCount(LENGTH);
  const film = await marks(page).allTextContents();
  await page.getByRole('switch', { name: 'Fitted and centred' }).click();
  await expect.poll(() => marks(page).allTextContents()).not.toEqual(film);
  await expect(marks(page)).toHaveCount(LENGTH);
  const box = await app.pad.boundingBox();
  if (!box) throw new Error('drawing pad: expected it on the page, found nothing');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.8);
  await page.mouse.down();
  await expect(marks(page)).toHaveCount(0);
  await page.mouse.up();
  await expect(marks(page)).toHaveCount(LENGTH);
});

test.describe('without the other checkpoints', () => {
  test.use({ expectedErrors: [/Failed to load resource/] });

  test('fetches none for its answers, and adds those that arrive', async ({ app, page }) => {
    let isOpen = false;
    const asked: string[] = [];
    await page.route(/mlp_weights.*\/0\d\d_.*\.json/, async (route) => {
      const url = route.request().url();
      if (isOpen || url.includes('50x')) return route.continue();
      asked.push(url);
      return route.abort('connectionfailed');
    });
    await app.open();
    await app.draw(DIGITS[3] ?? []);
    await expect(marks(page)).toHaveText(['3']);
    const before = asked.length;
    await app.draw(DIGITS[3] ?? []);
    await expect(marks(page)).toHaveCount(1);
    expect(asked.length - before, 'the download alone asks, and waits between').toBeLessThan(3);
    isOpen = true;
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expect(marks(page)).toHaveCount(LENGTH, { timeout: 30_000 });
  });
});
