import type { Page } from '@playwright/test';
import { expect, test, type AppPage } from './app-page.ts';
import { DIGITS } from './digits.ts';
import { idle, layerBoxes, pixelsIn, scene, settle, type Box } from './picture.ts';
import { countWebGl } from './webgl-counter.ts';

// Draws no more frames than necessary: software rendering is slow on a busy machine.
test.use({
  viewport: { width: 1024, height: 768 },
  contextOptions: { reducedMotion: 'reduce' },
});
test.slow();

async function begin(app: AppPage, page: Page): Promise<Box[]> {
  await countWebGl(page);
  await app.open();
  await app.drawWithPointer(DIGITS[3] ?? [], { pointerType: 'touch', pressure: 0.5 });
  await app.expectAnswer(3);
  await settle(page);
  return layerBoxes(page);
}

/** The shares of the input plane that are warm and that are cool. */
async function coloursOf(page: Page, area: Box): Promise<number[]> {
  const pixels = await pixelsIn(page, area);
  return pixels.evaluate((data) => {
    let [warm, cool] = [0, 0];
    for (let i = 0; i < data.length; i += 4) {
      const [red, blue] = [data[i] ?? 0, data[i + 2] ?? 0];
      if (red > blue + 40) warm += 1;
      if (blue > red + 60) cool += 1;
    }
    return [warm, cool].map((count) => count / (data.length / 4));
  });
}

const caption = (page: Page) => page.locator('app-lens-caption');

test('pointing at a neuron shows what raises it on the input, and words say so', async ({
  app,
  page,
}) => {
  const [input, first, , outputs] = await begin(app, page);
  if (!input || !first || !outputs) throw new Error('data-layers: expected four boxes');
  await expect(caption(page)).toHaveText('');
  const before = await coloursOf(page, input);

  await page.mouse.move((first.left + first.right) / 2, (first.top + first.bottom) / 2);
  await expect(caption(page)).toContainText(/^\s*What raises neuron \d+ of layer 1/);
  await expect
    .poll(async () => (await coloursOf(page, input))[1])
    .toBeGreaterThan((before[1] ?? NaN) + 0.02);

  // The ninth of the ten outputs.
  const eight = outputs.top + ((outputs.bottom - outputs.top) * 8.5) / 10;
  await page.mouse.move((outputs.left + outputs.right) / 2, eight);
  await expect(caption(page)).toContainText('What raises the 8 now');
  await idle(page);

  await page.mouse.move(2, 2);
  await expect(caption(page)).toHaveText('');
  await expect.poll(() => coloursOf(page, input)).toEqual(before);
});

test("pointing at a digit's row shows what raises its output", async ({ app, page }) => {
  const [input] = await begin(app, page);
  if (!input) throw new Error('data-layers: expected four boxes');
  await app.meter(5).hover();
  await expect(caption(page)).toContainText('What raises the 5 now');
  await page.mouse.move(2, 2);
  await expect(caption(page)).toHaveText('');
});

test('pointing at a pixel rings the neurons that it changes most', async ({ app, page }) => {
  const [input] = await begin(app, page);
  if (!input) throw new Error('data-layers: expected four boxes');
  const image = await app.settledImage();
  const inked = image.findIndex((ink) => ink > 0.9);
  const place = (pixel: number): [number, number] => [
    input.left + ((input.right - input.left) * ((pixel % 28) + 0.5)) / 28,
    input.top + ((input.bottom - input.top) * (Math.floor(pixel / 28) + 0.5)) / 28,
  ];
  await page.mouse.move(...place(inked));
  await expect(caption(page)).toContainText('Ringed: the 10 neurons that this pixel changes most');
  await page.mouse.move(...place(3 * 28 + 3));
  await expect(caption(page)).toContainText('This pixel is empty');
});

test('dragging turns the network and points at nothing; picking keeps the lens', async ({
  app,
  page,
}) => {
  const [, first] = await begin(app, page);
  if (!first) throw new Error('data-layers: expected four boxes');
  const [x, y] = [(first.left + first.right) / 2, (first.top + first.bottom) / 2];
  await page.mouse.move(x, y);
  await expect(caption(page)).toContainText('What raises neuron');
  const pointed = await caption(page).locator('.title').textContent();
  await page.mouse.click(x, y);
  await expect(page.locator('.inspected')).toBeVisible();
  await settle(page);
  // The network has made room for the arithmetic: what lies below the mouse now was not meant.
  await expect(caption(page).locator('.title')).toHaveText(pointed ?? '');
  await page.keyboard.press('Escape');
  await settle(page);
  await page.mouse.move(x, y + 20);
  await page.mouse.down();
  await page.mouse.move(x + 40, y + 30, { steps: 4 });
  await expect(page.locator('.labels').getByText('28 × 28 pixels')).toHaveCount(1);
  await expect(page.locator('app-network-scene > .lens')).toHaveCount(0);
  await page.mouse.up();
});

test('by keyboard it follows the picked neuron, and a screen reader is told once', async ({
  app,
  page,
}) => {
  await begin(app, page);
  await scene(page).focus();
  await page.keyboard.press('Enter');
  await expect(caption(page)).toContainText('What raises the 3 now');
  const status = page.locator('app-network-in-words [role=status]');
  await expect(status).toHaveText('The input of the picture shows what raises it.');
  await page.keyboard.press('ArrowDown');
  await expect(caption(page)).toContainText('What raises the 4 now');
  await page.keyboard.press('PageUp');
  await expect(caption(page)).toContainText(/What raises neuron \d+ of layer 2 now/);
  await page.keyboard.press('Escape');
  await expect(caption(page)).toHaveText('');
  await expect(status).toHaveText('');
});
