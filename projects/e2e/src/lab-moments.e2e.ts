import type { Page } from '@playwright/test';
import { expect, test } from './app-page.ts';

test.use({ hasTouch: true });

/** A point of the curve's slider: a share of its width, half way up. */
async function placeOf(page: Page, share: number): Promise<{ x: number; y: number }> {
  const box = await page.locator('.moments').boundingBox();
  if (!box) throw new Error('.moments: expected it on the page, found nothing');
  return { x: box.x + share * box.width, y: box.y + box.height / 2 };
}

test('the curve is a film strip: a mouse and a finger drag through its moments', async ({
  page,
}) => {
  await page.goto('./#/lab?layers=16&digits=1000&batch=16&stop=5x&pace=full');
  await page.locator('[data-part=start]').click();
  await expect(page.locator('[data-part=keep]')).toBeVisible({ timeout: 90_000 });
  const slider = page.getByRole('slider', { name: 'Look at a moment' });
  const last = Number(await slider.getAttribute('aria-valuemax'));
  const at = (index: number) => expect(slider).toHaveAttribute('aria-valuenow', String(index));
  await at(last);

  const [right, middle, left] = [
    await placeOf(page, 1),
    await placeOf(page, 0.5),
    await placeOf(page, 0),
  ];
  await page.mouse.move(right.x, right.y);
  await page.mouse.move(middle.x, middle.y);
  await at(last);
  await page.mouse.down();
  await page.mouse.move(left.x + 3, left.y, { steps: 5 });
  await at(0);
  // What was measured then, and the network as it was.
  await expect(page.locator('[data-part=images]')).toHaveText(/^\s*0 digits/);
  // Beyond the end and off the curve, it is still held.
  await page.mouse.move(right.x + 40, right.y + 60, { steps: 5 });
  await at(last);
  await page.mouse.move(left.x + 3, left.y);
  await page.mouse.up();
  await page.mouse.move(right.x, right.y);
  await at(0);

  const devTools = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number) =>
    devTools.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: x === undefined ? [] : [{ x, y: middle.y }],
    });
  await touch('touchStart', left.x + 3);
  for (const share of [0.2, 0.4, 0.6, 0.8, 1]) {
    await touch('touchMove', left.x + share * (right.x - left.x));
  }
  await at(last);
  await touch('touchEnd');
  await at(last);
});
