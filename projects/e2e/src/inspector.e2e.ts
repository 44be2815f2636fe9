import type { Page } from '@playwright/test';
import { expect, test, type AppPage } from './app-page.ts';
import { readDefaultExport } from './default-export.ts';
import { DIGITS } from './digits.ts';
import { layerBoxes, scene, settle } from './picture.ts';
import { countWebGl } from './webgl-counter.ts';

// Software rendering is slow on a busy machine.
test.use({ contextOptions: { reducedMotion: 'reduce' } });
test.slow();

const inspector = (page: Page) => page.getByRole('region', { name: 'Inspector' });

/** Opens the app and draws a three. */
async function begin(app: AppPage, page: Page): Promise<void> {
  await countWebGl(page);
  await app.open();
  await app.drawWithPointer(DIGITS[3] ?? [], { pointerType: 'touch', pressure: 0.5 });
  await app.expectAnswer(3);
  await settle(page);
}

/** The centre of an output neuron on the page. */
async function placeOf(page: Page, digit: number): Promise<{ x: number; y: number }> {
  const outputs = (await layerBoxes(page)).at(-1);
  if (!outputs) throw new Error('expected the outputs on the page, found no layer');
  const { left, top, right, bottom } = outputs;
  const radius = (right - left) / 2;
  const share = digit / 9;
  return { x: (left + right) / 2, y: top + radius + (bottom - top - 2 * radius) * share };
}

test('shows the sum computed from the export file, and walks through the network by keyboard', async ({
  app,
  page,
}) => {
  await begin(app, page);
  const pass = readDefaultExport().passOf(await app.settledImage());
  await scene(page).focus();
  await page.keyboard.press('Enter');
  await expect(inspector(page).getByRole('heading', { level: 2 })).toHaveText('Digit 3');
  const total = inspector(page).locator('.total dd');
  const shown = async (): Promise<number> =>
    Number((await total.innerText()).replace('\u2212', '-').replace(',', ''));
  expect(Math.abs((await shown()) - (pass.logits[3] ?? NaN))).toBeLessThan(0.2);

  // The row of the strongest connection picks the neuron at its source.
  const row = inspector(page)
    .getByRole('button', { name: /^Neuron \d+/ })
    .first();
  await row.focus();
  const name = /Neuron (\d+)/.exec(await row.innerText())?.[1];
  await page.keyboard.press('Enter');
  await expect(inspector(page).getByRole('heading', { level: 2 })).toHaveText(
    `Neuron ${name ?? ''} of layer 2`,
  );
  const expected = pass.layers[1]?.preActivations[Number(name) - 1] ?? NaN;
  expect(Math.abs((await shown()) - expected)).toBeLessThan(0.2);

  await page.keyboard.press('Escape');
  await expect(inspector(page)).toHaveCount(0);
  await expect(scene(page)).toBeFocused();
});

test('opens by mouse and finger, and closes with its button', async ({ app, page }) => {
  await begin(app, page);
  const mouse = await placeOf(page, 5);
  await page.mouse.click(mouse.x, mouse.y);
  await expect(inspector(page).getByRole('heading', { level: 2 })).toHaveText('Digit 5');
  // The answers make room for it; meanwhile the network's outputs have their labels.
  await expect(page.locator('app-network-scene .labels .output').nth(5)).toHaveText('5');
  await inspector(page).getByRole('button', { name: 'Close inspector' }).click();
  await expect(inspector(page)).toHaveCount(0);
  await settle(page);
  const { x, y } = await placeOf(page, 7);
  const finger = { clientX: x + 4, clientY: y, pointerId: 5, pointerType: 'touch', bubbles: true };
  await scene(page).dispatchEvent('pointerdown', finger);
  await scene(page).dispatchEvent('pointerup', finger);
  await expect(inspector(page).getByRole('heading', { level: 2 })).toHaveText('Digit 7');
});
