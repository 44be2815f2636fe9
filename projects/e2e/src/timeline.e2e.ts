import type { Locator, Page } from '@playwright/test';
import { expect, test } from './app-page.ts';
import { readDefaultExport } from './default-export.ts';
import { DIGITS } from './digits.ts';
import { lightIn } from './picture.ts';

const { manifest } = readDefaultExport();
const CHECKPOINTS = manifest.timeline;
const LAST = CHECKPOINTS.length - 1;

const label = (page: Page): Locator => page.locator('app-timeline .label');

function labelAt(index: number): string {
  const checkpoint = CHECKPOINTS[index];
  if (!checkpoint) throw new Error(`checkpoint ${index}: expected one, found none`);
  return checkpoint.label;
}

/** Records every label that is shown from now on, however briefly, and returns a way to read them. */
async function labelsFromNow(page: Page): Promise<() => Promise<string[]>> {
  const labels = await page.locator('app-timeline').evaluateHandle((timeline) => {
    const seen = new Set<string>();
    const note = (): void => {
      seen.add(timeline.querySelector('.label')?.textContent ?? '');
    };
    new MutationObserver(note).observe(timeline, {
      ...{ childList: true, characterData: true, subtree: true },
    });
    note();
    return seen;
  });
  return () => labels.evaluate((seen) => [...seen]);
}

const PERCENT = new Intl.NumberFormat('en', { style: 'percent', minimumFractionDigits: 1 });

test('describes every checkpoint, one arrow key after the other', async ({ app, page }) => {
  expect(CHECKPOINTS.length).toBe(35);
  await app.open();
  await app.timeline.focus();
  await page.keyboard.press('Home');
  for (const [index, { label: name, imagesSeen, metrics }] of CHECKPOINTS.entries()) {
    // As a decimal fraction, which 0.7805 as a binary one is not.
    const accuracy = PERCENT.format(metrics.testAccuracy ?? NaN).slice(0, -1);
    const images = imagesSeen.toLocaleString('en');
    await expect(label(page)).toHaveText(name);
    await expect(page.locator('.readout')).toContainText(`${images} images used`);
    await expect(page.locator('.readout')).toContainText(`${accuracy}%`);
    await expect(app.timeline).toHaveAttribute(
      'aria-valuetext',
      `Checkpoint ${index + 1} of 35, ${images} images used, ${accuracy}% right`,
    );
    await page.keyboard.press('ArrowRight');
  }
});

test('follows a drag back and forth to where it ends', async ({ app, page }) => {
  await app.open();
  await app.draw(DIGITS[7] ?? []);
  const box = await app.timeline.boundingBox();
  if (!box) throw new Error('timeline: expected it on the page, found nothing');
  const at = (share: number): [number, number] => [
    box.x + box.width * share,
    box.y + box.height / 2,
  ];
  await page.mouse.move(...at(0.99));
  await page.mouse.down();
  for (let round = 0; round < 3; round++) {
    await page.mouse.move(...at(0.02), { steps: 12 });
    await page.mouse.move(...at(0.9), { steps: 12 });
  }
  await page.mouse.move(...at(0.001), { steps: 12 });
  await expect(app.timeline).toHaveValue('0');
  await expect(label(page)).toHaveText(labelAt(0));
  await page.mouse.up();
  await page.keyboard.press('End');
  await expect(label(page)).toHaveText(labelAt(LAST));
  await app.expectAnswer(7);
});

test('steps and plays, and stops playing when someone takes over', async ({ app, page }) => {
  await app.open();
  await app.draw(DIGITS[1] ?? []);
  await app.button('Step back').click();
  await expect(label(page)).toHaveText(labelAt(LAST - 1));
  await app.button('Step forward').click();
  await expect(label(page)).toHaveText(labelAt(LAST));
  await expect(app.button('Step forward')).toBeDisabled();

  await app.button('Speed 1×').click();
  const seen = await labelsFromNow(page);
  await app.button('Watch it learn').click();
  await expect.poll(async () => (await seen()).length).toBeGreaterThan(4);
  expect(await seen()).toContain(labelAt(0));
  await app.timeline.focus();
  await page.keyboard.press('End');
  await expect(app.button('Watch it learn')).toBeVisible();
  await expect(label(page)).toHaveText(labelAt(LAST));

  await app.button('Step back').click();
  await app.button('Watch it learn').click();
  await expect(app.button('Pause')).toBeVisible();
  await expect(app.button('Watch it learn')).toBeVisible();
  await expect(label(page)).toHaveText(labelAt(LAST));
});

test.describe('weights that do not arrive', () => {
  test.use({ expectedErrors: [/Failed to load resource/] });

  test('keep the old ones and their label, and are fetched on request', async ({ app, page }) => {
    await page.route('**/000_initial.json', (route) => route.fulfill({ status: 500 }));
    await app.open();
    await app.draw(DIGITS[0] ?? []);
    await app.expectAnswer(0);
    await app.timeline.focus();
    await page.keyboard.press('Home');
    const alert = page.getByRole('alert');
    await expect(alert).toHaveText('“Initial weights” did not arrive.');
    await expect(app.timeline).toHaveValue('0');
    expect((await app.percentages())[0]).toBeGreaterThan(90);
    // While nothing arrives: as soon as it can, the app fetches by itself, and the button disappears.
    const asked = page.waitForRequest('**/000_initial.json');
    await app.button('Try again').click();
    await asked;
    await page.unroute('**/000_initial.json');
    await expect(label(page)).toHaveText('Initial weights');
    await expect(alert).toHaveCount(0);
    await expect.poll(async () => (await app.percentages())[0]).toBeLessThan(90);
  });
});

test('changes the language without losing the drawing, and keeps settings', async ({
  app,
  page,
}) => {
  await app.open();
  await app.draw(DIGITS[5] ?? []);
  await app.expectAnswer(5);
  const before = await app.settledPercentages();
  await app.button('Settings').click();
  await app.choose('de');
  await app.choose('light');
  await page.getByRole('switch', { name: 'Eingepasst und zentriert' }).last().click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.locator('app-verdict')).toContainText(/Es liest\s*5\s*zu .*\d\s%\s*sicher/);
  await expect(page.getByRole('application', { name: 'Zeichenblatt' })).toBeVisible();
  await expect(app.button('Löschen')).toBeEnabled();
  await expect(page.locator('.readout')).toContainText('3.000.000 Bilder genutzt');
  await page.getByRole('switch', { name: 'Eingepasst und zentriert' }).click();
  await expect.poll(() => app.percentages()).toEqual(before);
  await page.getByRole('switch', { name: 'Eingepasst und zentriert' }).click();

  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await expect(page.getByRole('switch')).toHaveAttribute('aria-checked', 'false');

  await app.button('Einstellungen').click();
  await app.button('Alles zurücksetzen').click();
  await app.button('Close settings').click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('switch')).toHaveAttribute('aria-checked', 'true');
});

test('keeps the playhead thin where the system forces its colours', async ({ app, page }) => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await app.open();
  const { x = 0, y = 0, width = 0, height = 0 } = (await app.timeline.boundingBox()) ?? {};
  // The last 12 pixels of the strip, above the answers and beside the words: the playhead is at its end.
  const end = { left: x + width - 12, right: x + width, top: y + 4, bottom: y + height - 20 };
  const share = await lightIn(page, end);
  expect(share, 'a line').toBeGreaterThan(2 / 12);
  expect(share, 'not a block').toBeLessThan(8 / 12);
});
