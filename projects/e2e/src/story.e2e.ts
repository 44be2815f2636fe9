import type { Locator, Page } from '@playwright/test';
import { expect, test } from './app-page.ts';
import { expectAccessible, smallTargets } from './axe.ts';
import { DIGITS } from './digits.ts';
import { idle, scene } from './picture.ts';
import { countWebGl } from './webgl-counter.ts';

// Software rendering is slow on a busy machine.
test.slow();

const caption = (page: Page): Locator => page.getByRole('group', { name: 'Why 7?' });
/** What is still to come of the answer. */
const coming = (page: Page): Locator => page.locator('app-verdict.coming');
/** What is read out of the walk. */
const spoken = (page: Page): Locator => page.locator('app-walk-captions [role="status"]');

/** From here on no time passes but what the test lets pass, however busy the machine is. */
async function holdTime(page: Page): Promise<void> {
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 60_000));
}

/** Lets held time pass until the wave has begun. */
async function waveBegins(page: Page): Promise<void> {
  await expect(async () => {
    await page.clock.runFor(20);
    expect(await coming(page).count()).toBe(1);
  }).toPass({ intervals: [10] });
}

test('keeps the answer back until the wave arrives, and draws nothing afterwards', async ({
  app,
  page,
}) => {
  await countWebGl(page);
  await page.clock.install();
  await app.open();
  await expect(scene(page)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Watch it again' })).toHaveCount(0);
  await holdTime(page);
  await app.draw(DIGITS[7] ?? []);
  await waveBegins(page);
  await page.clock.resume();
  await app.expectAnswer(7);
  await expect(coming(page)).toHaveCount(0);
  await idle(page);
});

test('shows the answer as soon as the pen comes down again, and keeps every point', async ({
  app,
  page,
}) => {
  await page.clock.install();
  await app.open();
  await expect(scene(page)).toBeVisible();
  const [first = [], second = []] = DIGITS[4] ?? [];
  const toPage = await app.padToPage();
  const [start, ...rest] = second.map(toPage);
  if (!start) throw new Error('expected a 4 of two strokes');
  await holdTime(page);
  await app.draw([first]);
  await waveBegins(page);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.clock.runFor(80);
  await expect(coming(page)).toHaveCount(0);
  await page.clock.resume();
  for (const { x, y } of rest) await page.mouse.move(x, y, { steps: 2 });
  await page.mouse.up();
  await app.expectAnswer(4);
  // Each stroke is there, and each can be undone.
  await app.button('Undo').click();
  await app.button('Undo').click();
  await app.expectNoAnswer();
  await expect(app.button('Undo')).toBeDisabled();
});

test('tells it again by a button, by the numeral and by a key, but not of blank paper', async ({
  app,
  page,
}) => {
  await page.clock.install();
  await app.open();
  await expect(scene(page)).toBeVisible();
  const replay = app.button('Watch it again');
  await page.keyboard.press('w');
  await expect(coming(page)).toHaveCount(0);
  await expect(replay).toHaveCount(0);
  await app.draw(DIGITS[7] ?? []);
  await app.expectAnswer(7);
  const ways: readonly (() => Promise<void>)[] = [
    () => replay.click(),
    () => page.locator('app-verdict .figure').click(),
    () => page.keyboard.press('w'),
  ];
  for (const ask of ways) {
    await expect(coming(page)).toHaveCount(0);
    await holdTime(page);
    await ask();
    await waveBegins(page);
    await page.clock.resume();
  }
  await expect(coming(page)).toHaveCount(0);
  await app.button('Clear').click();
  await expect(replay).toHaveCount(0);
});

test('answers why in five sentences, with the counts of this drawing', async ({ app, page }) => {
  await app.open();
  await expect(scene(page)).toBeVisible();
  await app.draw(DIGITS[7] ?? []);
  await app.expectAnswer(7);
  await app.button('Why 7?').click();
  await expect(caption(page)).toBeVisible();
  await expect(caption(page).getByRole('button', { name: 'Next' })).toBeFocused();
  const sentences: RegExp[] = [
    /^Your drawing becomes 784 pixels\.$/,
    /^128 neurons respond to parts of it\. Here \d+ matters?\.$/,
    /^64 neurons weigh the parts together\.$/,
    /^They vote: for 7, against \d\.$/,
    /^It reads 7\.$/,
  ];
  // Held, and back to where it began, however far it has gone on a busy machine.
  await Promise.all(sentences.map(() => page.keyboard.press('ArrowLeft')));
  for (const sentence of sentences) {
    await expect(spoken(page)).toHaveText(sentence);
    await expectAccessible(page, String(sentence), 'app-walk-captions');
    await page.keyboard.press('ArrowRight');
  }
  await expect(caption(page)).toHaveCount(0);
  await expect(app.button('Why 7?')).toBeFocused();
});

test('holds the walk on any input, ends it on Escape, and stops at a layer', async ({
  app,
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.clock.install();
  await app.open();
  await expect(scene(page)).toBeVisible();
  await app.draw(DIGITS[7] ?? []);
  await app.expectAnswer(7);
  await holdTime(page);
  await app.button('Why 7?').press('Enter');
  await page.clock.runFor(4100);
  await expect(spoken(page)).toHaveText(/^128 neurons/);
  await page.keyboard.press('Shift');
  await page.clock.resume();
  await page.clock.runFor(30_000);
  await expect(spoken(page)).toHaveText(/^128 neurons/);
  await page.keyboard.press('Escape');
  await expect(caption(page)).toHaveCount(0);
  await page.locator('.labels .layer', { hasText: 'Layer 2' }).click();
  await expect(spoken(page)).toHaveText(/^64 neurons/);
  await expect.poll(() => smallTargets(page)).toEqual([]);
  await page.clock.runFor(30_000);
  await expect(spoken(page)).toHaveText(/^64 neurons/);
  await app.draw(DIGITS[1] ?? []);
  await expect(caption(page)).toHaveCount(0);
});

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('shows the answer at once, and still answers why', async ({ app, page }) => {
    await page.clock.install();
    await app.open();
    await expect(scene(page)).toBeVisible();
    await app.draw(DIGITS[7] ?? []);
    await app.expectAnswer(7);
    await page.clock.runFor(600);
    await expect(coming(page)).toHaveCount(0);
    await expect(app.button('Watch it again')).toHaveCount(0);
    await app.button('Why 7?').click();
    await expect(spoken(page)).toHaveText(/^Your drawing/);
  });
});
