import { parseDigitSamples } from '#model';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type AppPage } from './app-page.ts';
import { DIGITS, type Line } from './digits.ts';

const SAMPLES = join(import.meta.dirname, '../../../public/samples/mnist-test.bin');
const ACROSS: Line = [
  [2, 14],
  [26, 14],
];

/** Whether the network's input image has any ink. */
async function hasInk(app: AppPage): Promise<boolean> {
  return (await app.seenImage()).some((ink) => ink > 0);
}

/** Ink in a part of the network's input image, as a number of full pixels. */
async function inkIn(app: AppPage, columns: readonly [from: number, to: number]): Promise<number> {
  const image = await app.seenImage();
  return image.reduce((sum, ink, pixel) => {
    const column = pixel % 28;
    return column >= columns[0] && column < columns[1] ? sum + ink : sum;
  }, 0);
}

test('undoes and redoes with keys and buttons', async ({ app, page }) => {
  await app.open();
  await app.draw(DIGITS[4] ?? []);
  await app.expectAnswer(4);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await app.expectNoAnswer();
  await expect(app.button('Undo')).toBeDisabled();
  await page.keyboard.press('Control+y');
  await page.keyboard.press('Control+Shift+Z');
  await app.expectAnswer(4);
  await expect(app.button('Redo')).toBeDisabled();
  await app.button('Clear').click();
  await app.expectNoAnswer();
  await app.button('Undo').click();
  await app.expectAnswer(4);
  await app.button('Redo').click();
  await app.expectNoAnswer();

  // After a stroke by touch, and with the focus on the timeline.
  await app.drawWithPointer(DIGITS[3] ?? [], { pointerType: 'touch', pressure: 0.5 });
  await app.expectAnswer(3);
  await page.keyboard.press('Control+z');
  await app.expectNoAnswer();
  await app.timeline.focus();
  await page.keyboard.press('Control+y');
  await app.expectAnswer(3);
});

test('erases with the right button, the eraser tool, a finger and a flipped pen', async ({
  app,
  page,
}) => {
  await app.open();
  // Not fitted or centred, so that the place of the ink is known.
  await page.getByRole('switch', { name: 'Fitted and centred' }).click();
  const toPage = await app.padToPage();
  const wipes: Record<string, () => Promise<void>> = {
    'right button': async () => {
      const [from, to] = [toPage([14, 6]), toPage([14, 22])];
      await page.mouse.move(from.x, from.y);
      await page.mouse.down({ button: 'right' });
      await page.mouse.move(to.x, to.y, { steps: 4 });
      await page.mouse.up({ button: 'right' });
    },
    'eraser tool': async () => {
      await app.button('Eraser').click();
      await app.draw([
        [
          [14, 6],
          [14, 22],
        ],
      ]);
      await app.button('Eraser').click();
    },
    finger: async () => {
      await app.button('Eraser').click();
      await app.drawWithPointer(
        [
          [
            [14, 6],
            [14, 22],
          ],
        ],
        { pointerType: 'touch', pressure: 0.5 },
      );
      await app.button('Eraser').click();
    },
    'pen turned round': async () => {
      await app.drawStrokes(
        [[6, 10, 14, 18, 22].map((y) => ({ x: 14, y, pressure: 0.5 }))],
        'pen',
        { button: 5, buttons: 32 },
      );
    },
  };
  for (const [name, wipe] of Object.entries(wipes)) {
    await app.draw([ACROSS]);
    await expect.poll(() => inkIn(app, [13, 15]), name).toBeGreaterThan(3);
    await wipe();
    await expect.poll(() => inkIn(app, [13, 15]), name).toBe(0);
    expect(await inkIn(app, [4, 10]), name).toBeGreaterThan(8);
    expect(await inkIn(app, [18, 24]), name).toBeGreaterThan(8);
    await app.button('Undo').click();
    await expect.poll(() => inkIn(app, [13, 15]), name).toBeGreaterThan(3);
    await app.button('Clear').click();
    await expect.poll(() => hasInk(app)).toBe(false);
  }
});

test('shows examples by key and by button, which can be drawn on and erased', async ({
  app,
  page,
}) => {
  await app.takeFirstExamples();
  const arrived = page.waitForResponse(/samples\/mnist-test\.bin$/);
  await app.open();
  await arrived;
  await app.pad.focus();
  await expect
    .poll(async () => {
      await page.keyboard.press('0');
      return hasInk(app);
    })
    .toBe(true);
  for (const digit of [3, 7, 9]) {
    await page.keyboard.press(String(digit));
    await app.expectAnswer(digit);
  }
  await app.button('Examples').click();
  await app.button('Show a handwritten 5').click();
  await app.expectAnswer(5);
  await expect(app.button('Show a handwritten 5')).toBeHidden();

  // Without preparation, the input is the image in the file, pixel by pixel.
  await page.getByRole('switch', { name: 'Fitted and centred' }).click();
  const samples = parseDigitSamples(readFileSync(SAMPLES), SAMPLES);
  const expected = [...samples.image(5, 0)];
  await expect
    .poll(async () => {
      const seen = await app.seenImage();
      return Math.max(...seen.map((ink, pixel) => Math.abs(ink - (expected[pixel] ?? NaN))));
    })
    .toBeLessThan(0.003);
  await app.draw([ACROSS]);
  await expect.poll(() => inkIn(app, [2, 5])).toBeGreaterThan(4);
  await app.button('Undo').click();
  await app.button('Undo').click();
  await page.getByRole('switch', { name: 'Fitted and centred' }).click();
  await app.expectAnswer(9);
});

test.describe('without the file of examples', () => {
  test.use({ expectedErrors: [/Failed to load resource/] });

  test('says why there are no examples, and shows them once there is a connection', async ({
    app,
    page,
  }) => {
    await page.route('**/samples/*', (route) => route.abort());
    await app.open();
    await app.button('Examples').click();
    await expect(page.getByText('The examples have not arrived.')).toBeVisible();
    await expect(app.button('Show a handwritten 2')).toBeDisabled();
    await page.keyboard.press('Escape');
    await app.pad.focus();
    await page.keyboard.press('2');
    await expect(app.pad.getByText('The examples have not arrived.')).toBeVisible();
    await page.unroute('**/samples/*');
    await app.button('Examples').click();
    await expect(app.button('Show a handwritten 2')).toBeEnabled();
  });
});

test('ignores touches as the resting hand while the pen draws, until that is switched off', async ({
  app,
  page,
}) => {
  await app.open();
  const toPage = await app.padToPage();
  const palm = async (type: string): Promise<void> => {
    const { x, y } = toPage([24, 25]);
    await app.pad.dispatchEvent(type, {
      ...{ pointerType: 'touch', pointerId: 9, isPrimary: true, bubbles: true, button: 0 },
      ...{ clientX: x, clientY: y },
    });
  };
  // The hand rests there before the pen comes and while it draws.
  await palm('pointerdown');
  await app.drawWithPointer(DIGITS[7] ?? [], { pointerType: 'pen', pressure: 0.7 });
  await palm('pointermove');
  await palm('pointerup');
  await app.expectAnswer(7);
  await app.button('Undo').click();
  await app.expectNoAnswer();
  await expect(app.button('Undo')).toBeDisabled();
  // Someone else, without the pen, is told why touches do not draw and what to do about it.
  const useFingers = app.button('Draw with fingers');
  await expect(useFingers).toHaveCount(0);
  await palm('pointerdown');
  await useFingers.click();
  await expect(useFingers).toHaveCount(0);
  await app.drawWithPointer(DIGITS[3] ?? [], { pointerType: 'touch', pressure: 0.5 });
  await app.expectAnswer(3);
  await app.button('Clear').click();
  await app.drawWithPointer(DIGITS[7] ?? [], { pointerType: 'pen', pressure: 0.7 });
  await app.button('Undo').click();
  await page.locator('.settings').click();
  await page.getByRole('switch', { name: 'Ignore resting hand' }).click();
  await page.keyboard.press('Escape');
  await app.drawWithPointer(DIGITS[3] ?? [], { pointerType: 'touch', pressure: 0.5 });
  await app.expectAnswer(3);
});

test('loses nothing when the screen rotates or the language changes during a stroke', async ({
  app,
  page,
}) => {
  await app.open();
  const go = async (place: Line[number], steps: number): Promise<void> => {
    const { x, y } = (await app.padToPage())(place);
    await page.mouse.move(x, y, { steps });
  };
  await go([7, 5], 1);
  await page.mouse.down();
  await go([20, 5], 6);
  await page.setViewportSize({ width: 768, height: 1024 });
  await expect.poll(async () => (await app.pad.boundingBox())?.width).toBeGreaterThan(400);
  // The hand is elsewhere now; the stroke goes on when it returns to the line.
  await go([20, 5], 1);
  await go([15, 13], 6);
  await go([11, 24], 6);
  await page.mouse.up();
  await app.expectAnswer(7);
  await page.locator('.settings').click();
  await app.choose('de');
  await page.keyboard.press('Escape');
  await expect(page.getByText('Es liest', { exact: true })).toBeVisible();
  expect((await app.percentages())[7]).toBeGreaterThan(90);
  await page.getByRole('button', { name: 'Zurück', exact: true }).click();
  await expect.poll(async () => (await app.percentages())[7]).toBeLessThan(90);
});

test('keeps brush, palm and grid settings for the next visit', async ({ app, page }) => {
  await app.open();
  await page.locator('.settings').click();
  const size = page.getByRole('slider', { name: 'Brush size' });
  await size.fill('4');
  await page.getByRole('switch', { name: 'Always show the pixels' }).click();
  await page.reload();
  await expect(app.pad).toHaveClass(/with-grid/);
  await page.locator('.settings').click();
  await expect(size).toHaveValue('4');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.locator('.seen').getByRole('switch').click();
  await app.draw([ACROSS]);
  // 24 units long and 4 wide, with a round end on each side.
  await expect.poll(() => inkIn(app, [0, 28])).toBeGreaterThan(95);
  expect(await inkIn(app, [0, 28])).toBeLessThan(120);
});

test('tells the keys of the paper without printing over the ink', async ({ app, page }) => {
  await app.open();
  await app.draw([ACROSS]);
  await page.keyboard.press('Tab'); // Leads away from the paper, and makes the keyboard the last device.
  await app.pad.focus();
  const beside = page.locator('app-drawing-tools .keys');
  const onPaper = app.pad.locator('.keys');
  await expect(beside).toBeVisible();
  await expect(onPaper).toHaveCSS('opacity', '0');
  const [paper, hint] = [await app.pad.boundingBox(), await beside.boundingBox()];
  expect(hint?.y).toBeGreaterThan((paper?.y ?? 0) + (paper?.height ?? Infinity));
  // In the place of the names, which screen readers still hear.
  await expect(page.locator('app-drawing-tools .name').first()).toHaveCSS('opacity', '0');
  await expect(app.button('Clear')).toBeVisible();

  // Upright, tools have no names: on the paper, but not over bare ink.
  await page.setViewportSize({ width: 820, height: 1180 });
  await expect(beside).toBeHidden();
  await expect(onPaper).toHaveCSS('opacity', '1');
  await expect(onPaper).toHaveCSS('background-color', /rgba\(.*, 0\.9\)/);
});

for (const [width, height] of [
  [1280, 800],
  [1024, 768],
  [820, 1180],
  [390, 844],
  [844, 390],
  [683, 384],
] as const) {
  test(`offers handwritten digits without covering the paper at ${width}x${height}`, async ({
    app,
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await app.open();
    await app.button('Examples').click();
    await expect(app.button('Show a handwritten 2')).toBeEnabled();
    const menu = await page.getByRole('group', { name: 'Digits that others wrote' }).boundingBox();
    const paper = await app.pad.boundingBox();
    if (!menu || !paper) throw new Error('expected the menu and the paper on the page');
    const isBeside = menu.x >= paper.x + paper.width || menu.y + menu.height <= paper.y;
    expect(isBeside, JSON.stringify({ menu, paper })).toBe(true);
    expect(menu.x).toBeGreaterThanOrEqual(0);
    expect(menu.y).toBeGreaterThanOrEqual(0);
    expect(menu.x + menu.width).toBeLessThanOrEqual(width);
    expect(menu.y + menu.height).toBeLessThanOrEqual(height);
    const thumbnail = await app.button('Show a handwritten 2').locator('canvas').boundingBox();
    expect(thumbnail?.width).toBeGreaterThanOrEqual(40);
  });
}
