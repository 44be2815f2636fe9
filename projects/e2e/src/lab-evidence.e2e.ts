import type { Page } from '@playwright/test';
import { expect, test, type AppPage } from './app-page.ts';
import { expectAccessible, smallTargets } from './axe.ts';
import { DIGITS } from './digits.ts';
import { ended, keptHashes, SHORT, start } from './lab-run-page.ts';
import { outOfReach } from './reach.ts';
import { storedRecords } from './stored-records.ts';
import { testLabels } from './test-labels.ts';

/** What was answered to the test digits at the last moment of the network that was kept, as it is stored. */
async function keptAnswers(page: Page): Promise<number[]> {
  const moments = (await keptHashes(page)).length;
  const records = await storedRecords(page, 'library', ['evaluations']);
  return records.evaluate(([evaluations = []], count) => {
    const packed = new Uint8Array((evaluations[count - 1]?.value as ArrayBuffer | undefined) ?? []);
    return [...packed.subarray(0, packed.length / 2)];
  }, moments);
}

const tab = (page: Page, name: string) => page.locator('.views').getByRole('radio', { name });

async function learned(page: Page, query = SHORT): Promise<void> {
  await page.goto(`./#/lab?${query}`);
  await start(page);
  await ended(page);
}

/** Which bar is the highest. */
async function answer(app: AppPage): Promise<number> {
  const percentages = await app.percentages();
  return percentages.indexOf(Math.max(...percentages));
}

test('mix-ups open by keyboard, follow the slider, and a digit is read on the paper as in the table', async ({
  app,
  page,
}) => {
  test.slow();
  await learned(page);
  const [labels, answers] = [await testLabels(page), await keptAnswers(page)];
  expect([labels.length, answers.length]).toEqual([10_000, 10_000]);
  await tab(page, 'Mixed up').check();
  const cell = (label: number, read: number) => page.locator(`[data-cell="${label}-${read}"]`);
  await cell(0, 0).focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'End']) {
    await page.keyboard.press(key);
  }
  await expect(cell(4, 9)).toBeFocused();
  const count = (label: number, read: number): number =>
    labels.filter((one, digit) => one === label && answers[digit] === read).length;
  await expect(cell(4, 9)).toHaveAccessibleName(
    new RegExp(`^${count(4, 9)} fours? (was|were) read as nines?$`),
  );
  await page.keyboard.press('Enter');
  await expect(cell(4, 9)).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('heading', { name: '4 read as 9' })).toBeVisible();
  const all = labels.filter((label) => label === 4).length;
  await expect(page.locator('.detail')).toContainText(`${count(4, 9)} of ${all} fours`);
  const pictures = page.locator('app-digit-list button');
  await expect(pictures).toHaveCount(Math.min(60, count(4, 9)));
  // The diagonal is what was read right.
  let right = 0;
  for (let digit = 0; digit < 10; digit++) {
    const text = await cell(digit, digit).innerText();
    expect(Number(text.replace(',', ''))).toBe(count(digit, digit));
    right += count(digit, digit);
  }
  expect(Math.round(right / 100)).toBe(
    Number.parseInt(await page.locator('[data-part=result]').innerText()),
  );

  // On the paper it is read as the table says.
  await pictures.first().click();
  await expect(page.getByText('a 4 that others wrote')).toBeVisible();
  await page.getByRole('button', { name: 'Its way through the network' }).click();
  await expect(page.locator('app-answer-bars')).toBeVisible();
  await expect.poll(() => answer(app)).toBe(9);
  // Whatever is drawn on it makes it the pupil's own.
  await tab(page, 'Mixed up').check();
  await app.draw(DIGITS[1] ?? []);
  await expect(page.getByText('a 4 that others wrote')).toBeHidden();

  // The first moment: it has learned nothing, and hardly anything is read right.
  await page.getByRole('slider', { name: 'Look at a moment' }).press('Home');
  const share = (await page.locator('[data-part=result]').innerText()).trim();
  await expect
    .poll(async () => {
      const texts = await page.locator('.cell.right').allInnerTexts();
      const sum = texts.reduce((total, text) => total + Number(text.replace(',', '')), 0);
      return `${Math.round(sum / 100)}%`;
    })
    .toBe(share);
});

test('forgotten digits stand above their moments, and the surest mistakes are read so on the paper', async ({
  app,
  page,
}) => {
  test.slow();
  await learned(page);
  await tab(page, 'Forgotten').check();
  const rows = page.locator('app-forgotten li:has(.answers)');
  await expect(rows.first()).toBeVisible();
  // What is read now stands above the end of the curve, and every earlier column above its dot.
  const middles = (selector: string) =>
    page.locator(selector).evaluateAll((all) =>
      all.map((one) => {
        const { left, width } = one.getBoundingClientRect();
        return Math.round(left + width / 2);
      }),
    );
  await expect
    .poll(async () => {
      const dots = await middles('app-curve-chart .dot');
      const columns = await middles('app-forgotten li:first-child .answers span');
      return columns.filter((column) => !dots.some((dot) => Math.abs(dot - column) <= 1));
    })
    .toEqual([]);
  const surest = page.locator('.surest button').first();
  const name = (await surest.getAttribute('aria-label')) ?? '';
  const read = 'zero one two three four five six seven eight nine'
    .split(' ')
    .findIndex((word) => name.includes(`read as ${word}`));
  await surest.click();
  await page.getByRole('button', { name: 'Its way through the network' }).click();
  await expect.poll(() => answer(app)).toBe(read);
  // Another run is another network: that is what is looked at when it begins.
  await tab(page, 'Forgotten').check();
  await page.getByRole('button', { name: 'Again', exact: true }).click();
  await start(page);
  await ended(page);
  await expect(tab(page, 'Network')).toBeChecked();
});

test('an exam shuts half of the test digits until it is opened', async ({ page }) => {
  test.slow();
  await page.goto(`./#/lab?${SHORT}`);
  await page.getByRole('button', { name: 'Add a sentence' }).click();
  await page.getByRole('button', { name: 'Set an exam' }).click();
  await expect(page.locator('.sentence')).toHaveText(
    /Half\s*of the test digits stay shut until the end/,
  );
  await expect(page).toHaveURL(/exam=on/);
  await page.keyboard.press('Escape');
  await start(page);
  await ended(page);
  const labels = await testLabels(page);
  const fours = (from: number, to: number): number =>
    labels.subarray(from, to).filter((label) => label === 4).length;
  await tab(page, 'Mixed up').check();
  await page.locator('[data-cell="4-4"]').click();
  await expect(page.locator('.detail')).toContainText(`of ${fours(0, 5000)} fours`);
  await page.getByRole('button', { name: 'Open the exam' }).click();
  await expect(page.locator('[data-part=exam]')).toHaveText(/unseen in the exam: \d+\.\d%/);
  await expect(page.locator('.detail')).toContainText(`of ${fours(0, 10_000)} fours`);
  const answers = await keptAnswers(page);
  const right = labels.subarray(5000).filter((label, digit) => label === answers[5000 + digit]);
  await expect(page.locator('[data-part=exam]')).toHaveText(
    `unseen in the exam: ${(right.length / 50).toFixed(1)}%`,
  );
  await expect(page.getByRole('button', { name: 'Open the exam' })).toHaveCount(0);
  // It is on the page to take home, too.
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('button', { name: 'A page to print' }).click();
  await expect(page.locator('[data-part=examined]')).toHaveText(
    `unseen in the exam: ${(right.length / 50).toFixed(1)}%`,
  );
});

for (const [theme, locale] of [
  ['dark', 'en'],
  ['light', 'de'],
] as const) {
  test.describe(locale, () => {
    test.use({ locale });

    test(`evidence is accessible in the ${theme} theme`, async ({ page }) => {
      test.slow();
      await page.addInitScript((chosen) => {
        localStorage.setItem('theme', chosen);
      }, theme);
      await page.goto(`./#/lab?${SHORT}`);
      await start(page);
      await expect(page.locator('[data-part=keep].pill-button')).toBeVisible({ timeout: 90_000 });
      for (const [index, part] of [
        [2, 'app-mix-ups'],
        [3, 'app-forgotten'],
      ] as const) {
        await page.locator('.views').getByRole('radio').nth(index).check();
        await page.locator(`${part} app-digit-list button`).first().click();
        await expect(page.locator('.way')).toBeVisible();
        await expectAccessible(page, part);
      }
    });

    for (const [width, height] of [
      [1280, 800],
      [1024, 768],
      [820, 1180],
      [390, 844],
      [683, 384],
    ] as const) {
      test(`has room for evidence at ${width} × ${height}`, async ({ page }) => {
        await page.setViewportSize({ width, height });
        await page.goto(`./#/lab?${SHORT}`);
        await start(page);
        await expect(page.locator('[data-part=keep].pill-button')).toBeVisible({ timeout: 90_000 });
        for (const [index, part] of [
          [2, 'app-mix-ups'],
          [3, 'app-forgotten'],
        ] as const) {
          await page.locator('.views').getByRole('radio').nth(index).check();
          await expect(page.locator(`${part} app-digit-picture`).first()).toBeVisible();
          await expect.poll(() => outOfReach(page), { message: part }).toEqual([]);
          // A cell of a hundred is as large as the screen allows, and reached by keys.
          const small = (await smallTargets(page)).filter((target) => !target.startsWith('DIV '));
          expect(small, part).toEqual([]);
        }
        // What is said of a digit on the paper is as wide as the paper, and the way to the network beside the result.
        await page.locator('app-forgotten li button').first().click();
        const edges = (selector: string) =>
          page.locator(selector).evaluate((element) => {
            const { left, right, top, bottom } = element.getBoundingClientRect();
            return { left, right, top, bottom };
          });
        const [words, paper] = [await edges('.whose'), await edges('app-digit-pad')];
        expect(words.right).toBeLessThanOrEqual(paper.right + 1);
        const [way, share] = [await edges('.way'), await edges('[data-part=result]')];
        expect(way.right <= share.left || way.bottom <= share.top || way.top >= share.bottom).toBe(
          true,
        );
      });
    }
  });
}
