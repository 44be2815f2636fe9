import type { Page } from '@playwright/test';
import { expect, test } from './app-page.ts';
import { expectAccessible, smallTargets } from './axe.ts';
import { DIGITS } from './digits.ts';
import { ended, keep, open, SHORT, start } from './lab-run-page.ts';
import { outOfReach } from './reach.ts';
import { storedRecords } from './stored-records.ts';
import { testLabels } from './test-labels.ts';

const SIZES = [
  [1280, 800],
  [1024, 768],
  [820, 1180],
  [390, 844],
  [683, 384],
] as const;
const PILES = ['both', 'onlyA', 'onlyB', 'neither'] as const;

/** Two runs that differ in one word, beside each other. */
async function compareTwo(page: Page): Promise<void> {
  await keep(page, SHORT);
  await keep(page, SHORT.replace('layers=16', 'layers=32'));
  await page.getByRole('radio', { name: /^(Compare|Vergleich)$/ }).check();
  await expect(chance(page)).toBeVisible();
}

function chance(page: Page) {
  return page.locator('[data-part=chance]');
}

/** What the two kept runs have answered at their end, counted from what is stored, the older run first. */
async function countPiles(page: Page, labels: Uint8Array): Promise<number[]> {
  const records = await storedRecords(page, 'library', ['networks', 'evaluations']);
  const answers = await records.evaluate(([networks = [], evaluations = []]) => {
    const runs = networks.map(({ key, value }) => ({
      key,
      ...(value as { addedMs: number; moments: unknown[] }),
    }));
    runs.sort((a, b) => a.addedMs - b.addedMs);
    return runs.map(({ key, moments }) => {
      const last = evaluations.find(({ key: of }) => of === `${key},${moments.length - 1}`);
      const packed = new Uint8Array((last?.value as ArrayBuffer | undefined) ?? []);
      return [...packed.subarray(0, packed.length / 2)];
    });
  });
  const [a = [], b = []] = answers;
  const counts = [0, 0, 0, 0];
  labels.forEach((label, digit) => {
    const pile = (a[digit] === label ? 0 : 2) + (b[digit] === label ? 0 : 1);
    // Both, only the first, only the second, neither.
    const order = [0, 1, 2, 3][pile] ?? 0;
    counts[order] = (counts[order] ?? 0) + 1;
  });
  return counts;
}

/** Two-sided, by logarithms: as the app does it, but in another way. */
function chanceOf(a: number, b: number): number {
  const logFactorial = (n: number): number => {
    let sum = 0;
    for (let factor = 2; factor <= n; factor++) sum += Math.log(factor);
    return sum;
  };
  let tail = 0;
  for (let heads = 0; heads <= Math.min(a, b); heads++) {
    const ways = logFactorial(a + b) - logFactorial(heads) - logFactorial(a + b - heads);
    tail += Math.exp(ways - (a + b) * Math.LN2);
  }
  return Math.min(1, 2 * tail);
}

test('without two runs, it says how to get them', async ({ page }) => {
  await page.goto(`./#/lab?${SHORT}`);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('button', { name: 'Compare kept runs' }).click();
  await expect(page.getByText('There is nothing to compare yet.')).toBeVisible();
  await expect(page.getByText('change one word, and learn again')).toBeVisible();
  await page.getByRole('radio', { name: 'Network' }).check();
  await start(page);
  await ended(page);
  await page.getByRole('radio', { name: 'Compare' }).check();
  await expect(page.getByText('There is one run so far.')).toBeVisible();
});

test('two runs that differ in one word share the test digits out, and only other dice say which is better', async ({
  app,
  page,
}) => {
  test.slow();
  await compareTwo(page);
  const view = page.getByRole('region', { name: 'Runs beside each other' });
  await expect(view.getByRole('heading').first()).toHaveText(
    /Only one thing is different:\s+16 neurons\s*·\s*32 neurons/,
  );
  const [both = 0, onlyA = 0, onlyB = 0, neither = 0] = await countPiles(
    page,
    await testLabels(page),
  );
  expect(both + onlyA + onlyB + neither).toBe(10_000);
  for (const [index, count] of [both, onlyA, onlyB, neither].entries()) {
    await expect(page.locator(`[data-pile=${PILES[index] ?? ''}] .count`)).toHaveText(
      count.toLocaleString('en'),
    );
  }
  const against = `${onlyA.toLocaleString('en')} against ${onlyB.toLocaleString('en')}: `;
  await expect(chance(page)).toHaveText(
    against +
      (chanceOf(onlyA, onlyB) < 0.05 ? 'with these dice, hardly chance.' : 'could be chance.'),
  );

  // One drawing, read by both.
  await app.draw(DIGITS[1] ?? []);
  await expect(page.locator('.cards .figure')).toHaveCount(2);

  // A digit that only one of them reads lies on the paper.
  const onlyFirst = page.locator('[data-pile=onlyA]');
  await onlyFirst.focus();
  await onlyFirst.press('Enter');
  const digit = view.getByRole('button', { name: /^A \d\. 16 neurons: read as \d\. 32/ }).first();
  const [label, answerA, answerB] =
    ((await digit.getAttribute('aria-label')) ?? '').match(/(?<= )\d(?=\.)/g)?.map(Number) ?? [];
  expect(answerA).toBe(label);
  expect(answerB).not.toBe(label);
  await digit.focus();
  await digit.press('Enter');
  await expect(digit).toHaveAttribute('aria-pressed', 'true');
  await view.getByRole('button', { name: 'Back to the piles' }).click();
  await expect(page.locator('.cards .figure').first()).toHaveText(String(label));
  await expect(page.locator('.cards .figure').last()).toHaveText(String(answerB));

  const dice = page.locator('[data-part=dice]');
  await expect(dice).toHaveText(/Roll again before you say which is better/);
  await expect(page.locator('main')).not.toContainText('That is better');
  await page.locator('[data-part=roll]').press('Enter');
  await expect(dice).toHaveText(/^With five dice each: [\d.]+% and [\d.]+%\. Each with each: /, {
    timeout: 120_000,
  });
  const wins = Number((await dice.textContent())?.match(/is ahead in ([\d.]+) of 25/)?.[1]);
  await expect(dice).toContainText(wins >= 23 ? 'That is better' : 'neither is better');
  await expect(page.locator('app-dice-plot .dot')).toHaveCount(10);
});

test('a third run is chosen beside the two, and a press on its card shares the digits out anew', async ({
  page,
}) => {
  test.slow();
  await keep(page, SHORT);
  await keep(page, SHORT.replace('layers=16', 'layers=32'));
  await keep(page, SHORT.replace('layers=16', 'layers=8'));
  await page.getByRole('radio', { name: 'Compare' }).check();
  const view = page.getByRole('region', { name: 'Runs beside each other' });
  const heading = view.getByRole('heading').first();
  await expect(heading).toHaveText(/32 neurons\s*·\s*8 neurons\s*$/);
  const choice = view.getByRole('group', { name: 'Other runs' });
  const opener = view.getByRole('button', { name: 'Other runs' });
  await opener.press('Enter');
  // Two stay: fewer are nothing to compare.
  await expect(choice.getByRole('checkbox', { disabled: true })).toHaveCount(2);
  await choice.getByRole('checkbox', { checked: false }).check();
  await page.keyboard.press('Escape');
  await expect(choice).toBeHidden();
  await expect(opener).toBeFocused();
  await expect(heading).toHaveText(/16 neurons\s*·\s*32 neurons\s*·\s*8 neurons\s*$/);
  await expect(page.locator('app-compare-curves path[data-run]')).toHaveCount(3);
  await expect(page.locator('[data-pile=onlyA]')).toContainText('only 32 neurons');
  await view.getByRole('button', { name: /16 neurons/ }).click();
  await expect(page.locator('[data-pile=onlyA]')).toContainText('only 16 neurons');
});

test('dice that are put away say nothing, and can be rolled on', async ({ page }) => {
  test.slow();
  await compareTwo(page);
  await page.locator('[data-part=roll]').click();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.locator('[data-part=dice]')).toHaveText(/Roll again before/);
  await page.locator('[data-part=roll]').click();
  await expect(page.locator('[data-part=dice]')).toHaveText(/^With five/, { timeout: 120_000 });
});

for (const [language, theme] of [
  ['de', 'dark'],
  ['en', 'light'],
] as const) {
  test.describe(`runs beside each other in ${language}`, () => {
    test.use({ locale: language });

    test(`have room at every size, and in ${theme} axe finds nothing`, async ({ app, page }) => {
      test.slow();
      await page.addInitScript((name) => {
        localStorage.setItem('theme', name);
      }, theme);
      await compareTwo(page);
      // What is said of the kept run would lie over the tools.
      await open(page, SHORT);
      await page.getByRole('button', { name: /^(More|Mehr)$/ }).click();
      await page.getByRole('button', { name: /^(Compare kept|Behaltene)/ }).click();
      await expect(chance(page)).toBeVisible();
      await app.draw(DIGITS[7] ?? []);
      await page.locator('[data-part=roll]').click();
      await expect(page.locator('[data-part=dice]')).toHaveText(/^(With five|Mit je fünf)/, {
        timeout: 120_000,
      });
      await expectAccessible(page, 'piles');
      for (const [width, height] of SIZES) {
        await page.setViewportSize({ width, height });
        const size = `${width} × ${height}`;
        await expect.poll(() => outOfReach(page), { message: size }).toEqual([]);
        await expect.poll(() => smallTargets(page), { message: size }).toEqual([]);
      }
      await page.locator('[data-pile=onlyB]').click();
      await expectAccessible(page, 'an open pile');
    });
  });
}
