import { readFileSync } from 'node:fs';
import { AppPage, expect, test } from './app-page.ts';
import { expectAccessible, smallTargets } from './axe.ts';
import { DIGITS } from './digits.ts';
import { ended, result, start } from './lab-run-page.ts';

const THEMES = ['dark', 'light'] as const;

test('a pupil chooses an experiment, predicts, learns and reads what it shows', async ({
  page,
}) => {
  test.slow();
  await page.goto('./#/lab?pace=full');
  await page.getByRole('button', { name: 'Experiments' }).click();
  await expect(page.locator('[data-experiment]')).toHaveCount(6);
  await page.getByRole('button', { name: /Only 1,000 digits, but 50 times each/ }).click();
  // The words that it changes, and its question.
  await expect(page.locator('[data-word=digits]')).toHaveText('1,000 digits');
  await expect(page.locator('[data-word=stop]')).toHaveText('50 times');
  await expect(page.locator('.word.turned')).toHaveCount(2);
  const question = page.locator('[data-part=question]');
  await expect(question).toHaveText(/Only 1,000 digits, but 50 times each: how many of 100/);
  const flag = page.getByRole('slider', { name: 'Your guess' });
  await expect(flag).toHaveAttribute('aria-valuetext', 'not moved yet');
  // A reload keeps question and guess, and is faster here than the page draws.
  await flag.evaluate((element) => {
    element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home', bubbles: true }));
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    const { length } = Object.keys(sessionStorage).filter((name) => name.endsWith(':lab guess'));
    if (length !== 1) throw new Error(`expected one guess kept, found ${length}`);
  });
  await page.reload();
  await expect(question).toHaveText(/Only 1,000 digits/);
  await expect(flag).toHaveAttribute('aria-valuetext', '0 of 100');
  await start(page);
  await ended(page);
  const right = Number.parseInt(await result(page).innerText());
  await expect(page.getByText('you 0')).toBeVisible();
  await expect(page.locator('[data-part=finding]')).toHaveText(
    `100 of 100 of its own digits, ${right} of 100 new ones: the rest it has learned by heart.`,
  );

  // What was guessed is kept with it.
  await page.getByRole('button', { name: 'Keep the network' }).click();
  await expect(page.getByText('Kept. You find it under Networks.')).toBeVisible();
  await page.locator('header').getByRole('button', { name: 'Networks' }).click();
  await expect(page.locator('app-network-card').filter({ hasText: 'Trained here' })).toContainText(
    'guessed 0 of 100: “Only 1,000 digits, but 50 times each: how many of 100 new digits will it read right?”',
  );
  await page.keyboard.press('Escape');

  // Another question wants another guess.
  await page.getByRole('button', { name: 'Again', exact: true }).click();
  await expect(flag).toHaveAttribute('aria-valuetext', '0 of 100');
  await page.locator('[data-word=digits]').click();
  await page.getByRole('radio', { name: '3,000' }).check();
  await page.keyboard.press('Escape');
  await expect(question).toHaveText(/How many of 100 new digits/);
  await expect(flag).toHaveAttribute('aria-valuetext', 'not moved yet');
});

test('what was left out is counted, and a dead run has its sentence', async ({ page }) => {
  test.slow();
  await page.goto('./#/lab?without=7&pace=full');
  await start(page);
  await ended(page);
  await expect(page.locator('[data-part=finding]')).toHaveText(
    /^[5-9]\d of 100 sevens are read as a 9: what it was never shown, it cannot answer\.$/,
  );
  await page.goto('about:blank');
  await page.goto('./#/lab?rate=3&pace=full');
  await start(page);
  await expect(page.locator('app-dead-run')).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('[data-part=finding]')).toHaveText(
    /^(9|1\d) of 100, hardly more than guessing: every change overshoots\.$/,
  );
});

test('a page to take home is one sheet, with prediction and result', async ({ page }, testInfo) => {
  test.slow();
  await page.goto('./#/lab?digits=1000&stop=5x&pace=full');
  await page.getByRole('slider', { name: 'Your guess' }).press('End');
  await start(page);
  await ended(page);
  const right = Number.parseInt(await result(page).innerText());
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('button', { name: 'A page to print' }).click();
  const sheet = page.locator('app-run-sheet article');
  await expect(sheet.locator('td')).toHaveCount(100);
  await expect(sheet.locator('.mistakes li')).toHaveCount(5);
  await expect(sheet.locator('[data-part=prediction]')).toHaveText(/100\s*of 100 was the guess/);
  await expect(sheet.locator('[data-part=outcome]')).toHaveText(
    new RegExp(`^\\s*${right}\\s*of 100 new digits read right in the end`),
  );
  // All test digits are in the matrix, and those that were read right on its diagonal.
  const counts = (await sheet.locator('td').allInnerTexts()).map(Number);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(10_000);
  const diagonal = counts.filter((_, index) => index % 11 === 0);
  expect(Math.round(diagonal.reduce((sum, count) => sum + count, 0) / 100)).toBe(right);
  await page.getByRole('textbox', { name: 'Name on the page' }).fill('<b>Anna</b>');
  await expect(sheet.locator('header p')).toContainText('<b>Anna</b> · ');
  for (const theme of THEMES) {
    await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
    await expectAccessible(page, `the sheet, ${theme}`, 'app-run-sheet');
  }
  await expect.poll(() => smallTargets(page)).toEqual([]);

  const file = testInfo.outputPath('sheet.pdf');
  await page.pdf({ path: file, preferCSSPageSize: true });
  const pdf = readFileSync(file, 'latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBe(1);
  // A4, in points.
  expect(pdf).toMatch(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/);
  // As it is printed: the sheet alone, black on white.
  await page.emulateMedia({ media: 'print' });
  await expect(sheet).toBeVisible();
  await expect(page.locator('main')).toBeHidden();
  await expect(page.locator('app-run-sheet .bar')).toBeHidden();
  await expect(sheet).toHaveCSS('color', 'rgb(0, 0, 0)');
  await expect(sheet).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.locator('main')).toBeVisible();
});

test('the six questions can be reached and read in both themes', async ({ page }) => {
  await page.goto('./#/lab');
  await page.getByRole('button', { name: 'Experiments' }).click();
  for (const theme of THEMES) {
    await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
    await expectAccessible(page, `six questions, ${theme}`, 'app-experiment-drawer');
  }
  await expect.poll(() => smallTargets(page)).toEqual([]);
  await page.locator('[data-experiment=no-layer]').press('Enter');
  await expect(page.locator('[data-part=question]')).toHaveText(/^No layer in between/);
  await new AppPage(page).draw(DIGITS[3] ?? []);
  await expect(page.locator('app-verdict')).toContainText('It has not learned yet');
});
