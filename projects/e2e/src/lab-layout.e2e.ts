import type { Page } from '@playwright/test';
import { expect, test, type AppPage } from './app-page.ts';
import { expectAccessible, smallTargets } from './axe.ts';
import { DIGITS } from './digits.ts';
import { keptRunImages } from './kept-runs.ts';
import { hide } from './lab-run-page.ts';
import { outOfReach } from './reach.ts';

const SIZES = [
  [1280, 800],
  [1024, 768],
  [820, 1180],
  [390, 844],
  [683, 384],
] as const;
const ENDLESS = 'digits=1000&stop=never&pace=full';

/** Opens the lab, and waits until its network can be built. */
async function openLab(page: Page, [width, height]: readonly number[], query: string) {
  await page.setViewportSize({ width: width ?? 0, height: height ?? 0 });
  await page.goto(`./#/lab?${query}`);
  await expect(page.locator('html[data-ready="true"]')).toBeAttached();
  await expect(page.locator('app-layer-builder :is(.addition, .size)').first()).toBeVisible();
}

/** Everything is where it can be read and pressed, as soon as the page stands still. */
async function expectRoom(page: Page, state: string): Promise<void> {
  await expect.poll(() => outOfReach(page), { message: state }).toEqual([]);
  await expect.poll(() => smallTargets(page), { message: state }).toEqual([]);
}

/** An act of a step is told: of its name, the number is the same in all languages. */
function expectAct(page: Page, act: number): Promise<void> {
  const name = new RegExp(`^${act} `);
  return expect(page.locator('.views').getByRole('radio', { name })).toBeChecked();
}

async function learnAndHold(app: AppPage, page: Page): Promise<void> {
  await page.locator('[data-part=start]').click();
  await app.draw(DIGITS[7] ?? []);
  await expect(page.locator('[data-part=result]')).toHaveText(/\d/);
  await expect(page.locator('.film .newest')).toBeVisible();
  await page.locator('[data-part=pause]').click();
  await expect(page.locator('[data-part=go]')).toBeVisible();
}

// German words are the longer ones; English shows that nothing hangs on one language.
for (const [language, sizes] of [
  ['de', SIZES],
  ['en', [SIZES[1], SIZES[3]]],
] as const) {
  test.describe(`the lab in ${language}`, () => {
    test.use({ locale: language });

    for (const size of sizes) {
      test(`has room for everything at ${size.join(' × ')}, before, while it learns and at a step`, async ({
        app,
        page,
      }) => {
        test.slow();
        await openLab(page, size, ENDLESS);
        await expectRoom(page, 'before');
        await learnAndHold(app, page);
        await expectRoom(page, 'while it learns');
        await page.locator('.paces').getByRole('radio').first().check();
        for (const act of [1, 2, 3, 4]) {
          await page.locator('[data-part=step]').click();
          await expectAct(page, act);
          await expectRoom(page, `act ${act}`);
        }
      });
    }
  });
}

test.describe('the lab in German', () => {
  test.use({ locale: 'de' });

  for (const [width, height] of SIZES) {
    test(`has room for three and four layers at ${width} × ${height}, whichever is in use`, async ({
      page,
    }) => {
      for (const layers of ['32-16-16', '256-128-64-32']) {
        await openLab(page, [width, height], `${ENDLESS}&layers=${layers}`);
        await expectRoom(page, layers);
        await page.locator('app-layer-builder input').last().focus();
        await expect(page.locator('app-layer-builder .size').last()).toHaveClass(/whole/);
        await expectRoom(page, `the last of ${layers}`);
      }
    });

    test(`says at ${width} × ${height} that a run is dead, and what to do`, async ({ page }) => {
      await openLab(page, [width, height], 'digits=3000&rate=3&pace=full');
      await page.locator('[data-part=start]').click();
      await expect(page.locator('app-dead-run app-paper-image')).toHaveCount(6);
      await expectRoom(page, 'dead');
    });

    test(`offers to go on with a run that was interrupted, clear of all else, at ${width} × ${height}`, async ({
      page,
    }) => {
      await openLab(page, [width, height], ENDLESS);
      await page.locator('[data-part=start]').click();
      await expect(page.locator('[data-part=result]')).toHaveText(/\d/);
      await hide(page);
      await expect(page.getByText('Angehalten, solange du weg warst.')).toBeVisible();
      await expect.poll(() => keptRunImages(page)).toBeDefined();
      await page.reload();
      await expect(page.locator('[data-part=go-on-with]')).toBeVisible();
      await expect(page.locator('app-layer-builder .addition').first()).toBeVisible();
      await expectRoom(page, 'interrupted');
    });

    test(`has room for large text at ${width} × ${height}`, async ({ app, page }) => {
      await page.addInitScript(() => {
        localStorage.setItem('textSize', 'large');
      });
      await openLab(page, [width, height], ENDLESS);
      await expectRoom(page, 'before');
      await learnAndHold(app, page);
      await expectRoom(page, 'while it learns');
    });
  }

  for (const [width, height] of [SIZES[3], SIZES[4]]) {
    test(`has a word's choices on the screen at ${width} × ${height}`, async ({ page }) => {
      await openLab(page, [width, height], ENDLESS);
      await page.getByRole('button', { name: 'Das ganze Rezept' }).click();
      await page.locator('[data-word=rate]').click();
      await expect(page.locator('.chooser')).toBeVisible();
      await expectRoom(page, 'rate');
    });
  }
});

for (const size of SIZES) {
  test(`nothing moves when learning begins, at ${size.join(' × ')}`, async ({ page }) => {
    // However long its digits are on their way.
    let arrive = (): void => undefined;
    const arrival = new Promise<void>((resolve) => (arrive = resolve));
    await page.route('**/digits/**', async (route) => {
      await arrival;
      await route.continue();
    });
    await openLab(page, size, ENDLESS);
    // The answer stands beside its neurons once these have their places.
    await expect(page.locator('main')).toHaveAttribute('style', /--rows-top/);
    // All in one call: a page that learns at full speed answers each late.
    const parts = page.locator('app-digit-pad, app-network-scene, app-answer-bars, .paces');
    const places = (): Promise<string[]> =>
      parts.evaluateAll((elements) =>
        elements.map((part) => JSON.stringify(part.getBoundingClientRect())),
      );
    const before = await places();
    expect(before.length).toBe(4);
    const begin = page.locator('[data-part=start]');
    await begin.click();
    await expect(begin).toHaveText('Loading …');
    await expect.poll(places).toEqual(before);
    arrive();
    await expect(page.locator('[data-part=result]')).toHaveText(/\d/);
    await expect.poll(places).toEqual(before);
  });
}

for (const [theme, language] of [
  ['dark', 'en'],
  ['light', 'de'],
] as const) {
  test.describe(language, () => {
    test.use({ locale: language });

    test(`the lab is accessible in the ${theme} theme in ${language}`, async ({ page }) => {
      test.slow();
      await page.addInitScript((chosen) => {
        localStorage.setItem('theme', chosen);
      }, theme);
      await page.goto(`./#/lab?${ENDLESS}`);
      await expect(page.locator('html[data-ready="true"]')).toBeAttached();
      await expectAccessible(page, 'before');
      await page.locator('[data-word=rate]').click();
      await expectAccessible(page, 'a chooser');
      await page.keyboard.press('Escape');
      await page.locator('[data-part=start]').click();
      await expect(page.locator('[data-part=result]')).toHaveText(/\d/);
      await expectAccessible(page, 'while it learns');
      await page.locator('[data-part=pause]').click();
      await expectAccessible(page, 'held');
      await page.locator('app-run-transport').getByRole('radio').first().check();
      for (const act of [1, 2, 3, 4]) {
        await page.locator('[data-part=step]').click();
        await expectAct(page, act);
        await expectAccessible(page, `act ${act}`);
      }
    });
  });
}
