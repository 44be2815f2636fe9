import type { Page } from '@playwright/test';
import { expect, test, type AppPage } from './app-page.ts';
import { expectAccessible, smallTargets } from './axe.ts';
import { DIGITS } from './digits.ts';

// One page per language and theme goes through all its states, which takes a while on a busy machine.
test.setTimeout(240_000);

/** Not a digit. */
const SCRIBBLE = [
  Array.from({ length: 12 }, (_, i) => [4 + i * 1.8, i % 2 ? 24 : 4] as const),
  Array.from({ length: 12 }, (_, i) => [i % 2 ? 24 : 4, 4 + i * 1.8] as const),
];

const TOUCH = { pointerType: 'touch', pressure: 0.5 } as const;

/** Presses a control by its selector, because its label depends on the language. */
const press = (page: Page, selector: string): Promise<void> =>
  page.locator(selector).evaluate((control: HTMLElement) => {
    control.click();
  });

/** Walks through the states of the page; each starts from the one before. */
async function walk(
  app: AppPage,
  page: Page,
  look: (state: string, part?: string) => Promise<void>,
): Promise<void> {
  const scene = page.locator('app-network-scene canvas');
  await expect(scene).toBeVisible();
  await look('blank');
  await app.drawWithPointer(DIGITS[1] ?? [], TOUCH);
  await expect(page.locator('app-verdict .figure')).toHaveText('1');
  await look('drawn');
  // Random weights have no certainty in any drawing, whatever they learn later.
  const timeline = page.locator('app-timeline input[type="range"]');
  await timeline.fill('0');
  await expect(page.locator('.doubt')).toBeVisible();
  await look('in doubt', 'app-verdict');
  await timeline.fill('34');
  await expect(page.locator('app-verdict .figure')).toHaveText('1');
  await scene.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('app-inspector .total')).toBeVisible();
  await look('neuron picked', 'app-inspector');
  await page.keyboard.press('Escape');
  await app.pad.press('Delete');
  await app.drawWithPointer(SCRIBBLE, TOUCH);
  await expect(page.locator('.doubt')).toBeVisible();
  await look('not a digit');

  await page.locator('.views > button').click();
  await look('views', 'app-view-menu');
  for (const panel of ['paper', 'answers', 'timeline']) {
    await press(page, `[aria-controls="panel-${panel}"]:not(.film-opener)`);
    await expect(page.locator(`#panel-${panel}`)).toBeHidden();
  }
  await page.keyboard.press('Escape');
  await look('folded');
  for (const handle of ['paper', 'answers', 'timeline']) {
    await page.locator(`.${handle}-handle button`).click();
    await expect(page.locator(`#panel-${handle}`)).toBeVisible();
  }

  await press(page, '#scene-views > .menu-group:last-child > .menu-entry:last-child');
  await expect(page.locator('app-neuron-table')).toBeVisible();
  await look('table of outputs');
  for (const layer of ['0', '1']) {
    await press(page, `app-activation-table [value="${layer}"]`);
    await expect(page.locator('table tbody tr')).toHaveCount(layer === '0' ? 28 : 128);
    await look(`table of layer ${layer}`, 'app-activation-table');
  }
  await press(page, 'app-neuron-table tr:nth-child(3) button');
  await expect(page.locator('app-inspector .total')).toBeVisible();
  await look('neuron of the table', 'app-inspector');
  await press(page, 'app-inspector header button');
  await press(page, 'app-activation-table header button');

  await page.locator('.help').click();
  await expect(page.locator('app-help-panel dialog')).toBeVisible();
  await look('help', 'app-help-panel');
  await page.evaluate(() => {
    for (const part of document.querySelectorAll('details')) part.open = !part.open;
  });
  await look('help, the other parts unfolded', 'app-help-panel');
  await press(page, 'app-help-panel header button');

  await press(page, '.settings');
  await press(page, 'app-overlay-settings [role="switch"]');
  await look('settings', 'app-settings-panel');
  await press(page, 'app-settings-panel header button');
  await press(page, '.networks');
  await expect(page.locator('app-network-card').first()).toBeVisible();
  await look('networks', 'app-library-drawer');
  await press(page, 'app-address-form summary');
  await page.locator('app-address-form [type="text"]').fill('exports/none.json');
  await press(page, 'app-address-form [type="submit"]');
  await expect(page.locator('app-import-sheet .reason')).toBeVisible();
  await look('network refused', 'app-library-drawer');
  await press(page, 'app-library-drawer header button');
  await expect(page.locator('app-frame-overlay dd').first()).toBeVisible();
  await look('figures');
  await press(page, 'app-overlay-settings [role="switch"]');
}

// Both languages, each with one theme: the width of a word does not depend on colours, nor contrast on words.
for (const [theme, locale] of [
  ['dark', 'en'],
  ['light', 'de'],
] as const) {
  test.describe(`${theme}, ${locale}`, () => {
    test.use({
      locale,
      contextOptions: { reducedMotion: 'reduce' },
      expectedErrors: [/Failed to load resource/],
    });

    test('passes axe, and has no target too small for a finger', async ({ app, page }) => {
      await page.addInitScript((theme) => {
        localStorage.setItem('theme', theme);
      }, theme);
      await app.open();
      await walk(app, page, async (state, part) => {
        await expectAccessible(page, state, part);
        await expect.poll(() => smallTargets(page), state).toEqual([]);
      });
    });
  });
}
