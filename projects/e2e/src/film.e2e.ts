import type { Locator, Page } from '@playwright/test';
import { expect, test, type AppPage } from './app-page.ts';
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

/** Tests download nothing in the background; but only checkpoints that are stored answer. */
async function openAndDownload(app: AppPage): Promise<void> {
  await app.page.addInitScript(() => {
    localStorage.setItem('offline.download', 'allowed');
  });
  await app.open();
}

test('answers for every checkpoint what the app says there', async ({ app, page }) => {
  await openAndDownload(app);
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
  await openAndDownload(app);
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

test('asks no server for weights, and adds the answers of those that come for other reasons', async ({
  app,
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/mlp_weights/')) asked.push(request.url());
  });
  await app.open();
  await app.draw(DIGITS[3] ?? []);
  await expect(marks(page)).toHaveText(['3']);
  expect(asked.length, 'the checkpoint on screen').toBe(1);
  await app.moveTo(20);
  await expect.poll(() => marks(page).count()).toBeGreaterThan(1);
  expect(await page.locator('.frames > :nth-child(21)').getAttribute('class')).toContain('answer');
  expect(await page.locator('.frames > :nth-child(1)').getAttribute('class')).toBe('absent');
});
