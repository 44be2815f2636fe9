import { expect, test } from './app-page.ts';
import { expectNear, readDefaultExport } from './default-export.ts';
import { DIGITS, moved } from './digits.ts';

test('shows no answer on a blank pad', async ({ app, page }) => {
  await app.open();
  await app.expectNoAnswer();
  await expect(page.getByRole('meter')).toHaveCount(10);
  await expect(page.getByText('Draw, and watch it read')).toBeVisible();
  await expect(app.button('Undo')).toBeDisabled();
  await expect(app.button('Clear')).toBeDisabled();
});

test('clears, and undoes strokes and clearing', async ({ app }) => {
  await app.open();
  await app.draw(DIGITS[4] ?? []);
  await app.expectAnswer(4);
  await app.button('Clear').click();
  await app.expectNoAnswer();
  await app.button('Undo').click();
  await app.expectAnswer(4);
  await app.button('Undo').click();
  await app.button('Undo').click();
  await app.expectNoAnswer();
  await expect(app.button('Undo')).toBeDisabled();
});

test('says that a scribble is not a digit, and can show the input unprepared', async ({
  app,
  page,
}) => {
  await app.open();
  const zigzag = Array.from({ length: 12 }, (_, i) => [4 + i * 1.8, i % 2 ? 24 : 4] as const);
  const cross = Array.from({ length: 12 }, (_, i) => [i % 2 ? 24 : 4, 4 + i * 1.8] as const);
  await app.draw([zigzag, cross]);
  await expect(page.getByText('Not a digit?').first()).toBeVisible();
  await expect(page.locator('.predicted')).toHaveCount(0);
  await app.button('Clear').click();
  await app.draw(moved(DIGITS[3] ?? [], { scale: 0.3, x: 0, y: 0 }));
  await app.expectAnswer(3);
  const fitted = page.getByRole('switch', { name: 'Fitted and centred' });
  await fitted.click();
  await expect(fitted).toHaveAttribute('aria-checked', 'false');
  await expect.poll(async () => (await app.percentages())[3]).toBeLessThan(90);
});

test('says of random weights that they have not learned, not that a digit is none', async ({
  app,
  page,
}) => {
  await app.open();
  await app.draw(DIGITS[3] ?? []);
  await app.expectAnswer(3);
  await app.moveTo(0);
  await expect(page.locator('app-verdict')).toContainText('It has not learned yet');
  await expect(page.getByRole('status').filter({ hasText: 'It has not learned yet' })).toHaveCount(
    1,
  );
  await expect(page.getByText('Not a digit?')).toHaveCount(0);
});

test('answers while the visitor draws', async ({ app, page }) => {
  await app.open();
  const box = await app.pad.boundingBox();
  if (!box) throw new Error('drawing pad: expected it on the page, found nothing');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.8, { steps: 10 });
  await app.expectAnswer(1);
  await page.mouse.up();
});

test('shows the probabilities that the network computes for its input image', async ({ app }) => {
  await app.open();
  const { manifest, percentagesOf } = readDefaultExport();
  // Half a three, so that the probabilities are neither 0 nor 1.
  const lines = (DIGITS[3] ?? []).map((line) => line.slice(0, 34));
  await app.draw(lines);
  await expect.poll(() => app.percentages()).not.toEqual(new Array<number>(10).fill(0));
  const expected = percentagesOf(manifest.timeline.length - 1, await app.settledImage());
  const shown = await app.percentages();
  expectNear(shown, expected);
  expect(Math.max(...shown)).toBeLessThan(99.9);
});

test('reads what a finger draws, without scrolling or zooming meanwhile', async ({ app, page }) => {
  await app.open();
  const session = await page.context().newCDPSession(page);
  const toPage = await app.padToPage();
  for (const line of DIGITS[2] ?? []) {
    for (const [index, place] of line.entries()) {
      const type = index === 0 ? 'touchStart' : 'touchMove';
      await session.send('Input.dispatchTouchEvent', { type, touchPoints: [toPage(place)] });
    }
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  }
  await app.expectAnswer(2);
  expect(await page.evaluate(() => [scrollX, scrollY, visualViewport?.scale])).toEqual([0, 0, 1]);
});

test('reads what a pen draws, and ignores touches as the resting hand from then on', async ({
  app,
}) => {
  await app.open();
  await app.drawWithPointer(DIGITS[5] ?? [], { pointerType: 'pen', pressure: 0.8 });
  await app.expectAnswer(5);
  const before = await app.settledPercentages();
  await app.drawWithPointer(DIGITS[0] ?? [], { pointerType: 'touch', pressure: 0.5 });
  expect(await app.percentages()).toEqual(before);
});

test('reads what the keyboard draws', async ({ app, page }) => {
  await app.open();
  await app.pad.focus();
  const press = async (key: string, times: number): Promise<void> => {
    for (let i = 0; i < times; i++) await page.keyboard.press(key);
  };
  await press('ArrowUp', 9);
  await press('ArrowLeft', 6);
  await press('Space', 1);
  await press('ArrowRight', 12);
  await press('End', 4);
  await press('ArrowDown', 10);
  await press('Space', 1);
  await app.expectAnswer(7);
  await press('Delete', 1);
  await app.expectNoAnswer();
  await page.keyboard.press('Control+z');
  await app.expectAnswer(7);
});

test('tells screen readers the settled answer', async ({ app, page }) => {
  await app.open();
  await app.draw(DIGITS[8] ?? []);
  await expect(
    page.getByRole('status').filter({ hasText: /^Looks like 8, (over )?\d+ percent/ }),
  ).toHaveCount(1);
});

test('says that the picture of the network is missing where there is no WebGL', async ({
  app,
  page,
}) => {
  await app.open();
  await expect(
    page.getByText('This device cannot show the network in 3D. Drawing and answers still work'),
  ).toBeVisible();
  await expect(page.getByRole('application', { name: 'Network in 3D' })).toBeHidden();
  // Without views, but still with every value.
  await app.button('Views').click();
  await expect(app.button('Whole network')).toHaveCount(0);
  const views = page.getByRole('group', { name: 'Views' });
  await views.getByRole('button', { name: 'All values as a table' }).click();
  await expect(page.getByRole('table').first()).toBeVisible();
});
