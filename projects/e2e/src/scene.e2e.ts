import { expect, test } from './app-page.ts';
import { DIGITS } from './digits.ts';
import { idle, scene, settle } from './picture.ts';
import { countWebGl, webGlCount } from './webgl-counter.ts';

// Software rendering is slow on a busy machine.
test.slow();

test('draws the network when something changes, and nothing while idle for two seconds', async ({
  app,
  page,
}) => {
  await countWebGl(page);
  await app.open();
  await expect(scene(page)).toBeVisible();
  const before = await idle(page);
  await app.draw(DIGITS[7] ?? []);
  await app.expectAnswer(7);
  const after = await idle(page);
  expect(after.draws).toBeGreaterThan(before.draws);
});

test('shows its frame rate, and draws nothing just to measure it', async ({ app, page }) => {
  await page.addInitScript(() => {
    localStorage.setItem('overlay', 'on');
  });
  await countWebGl(page);
  await app.open();
  const figures = page.getByRole('region', { name: 'Frame rate and memory' });
  await expect(figures).toContainText('at rest');
  await settle(page);
  await scene(page).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(figures).toContainText(/Triangles per frame\s*\d/);
  await expect(figures).toContainText(/Memory\s*\d+ MB/);
  await settle(page);
  await expect(figures).toContainText('at rest');
  await idle(page);
});

test('uploads at most 8 KB per drawn frame', async ({ app, page }) => {
  await countWebGl(page);
  await app.open();
  await settle(page);
  const before = await webGlCount(page);
  await app.draw(DIGITS[7] ?? []);
  await app.expectAnswer(7);
  await settle(page);
  const after = await webGlCount(page);
  const frames = after.frames - before.frames;
  expect(frames).toBeGreaterThan(0);
  expect((after.uploadedBytes - before.uploadedBytes) / frames).toBeLessThanOrEqual(8192);
});

test('survives the loss of its WebGL context, and shows a notice meanwhile', async ({
  app,
  page,
}) => {
  await countWebGl(page);
  await app.open();
  await settle(page);
  const notice = page.getByText('The picture of the network is gone for a moment.');
  await expect(notice).toHaveCount(0);
  const lost = await scene(page).evaluateHandle((canvas) => {
    const gl = (canvas as HTMLCanvasElement).getContext('webgl2');
    const extension = gl?.getExtension('WEBGL_lose_context');
    extension?.loseContext();
    return { comeBack: () => extension?.restoreContext() };
  });
  await expect(notice).toBeVisible();
  await lost.evaluate(({ comeBack }) => {
    comeBack();
  });
  await expect(notice).toHaveCount(0);
  const before = await webGlCount(page);
  await app.draw(DIGITS[7] ?? []);
  await app.expectAnswer(7);
  await settle(page);
  expect((await webGlCount(page)).draws).toBeGreaterThan(before.draws);
});

test('replaces a context that does not come back, and offers to try again if that fails', async ({
  app,
  page,
}) => {
  await page.clock.install();
  await app.open();
  await expect(scene(page)).toBeVisible();
  const moment = page.getByText('The picture of the network is gone for a moment.');
  const forGood = page.getByText('The picture of the network is gone and did not come back');
  const lose = (): Promise<void> =>
    scene(page).evaluate((canvas) => {
      const gl = (canvas as HTMLCanvasElement).getContext('webgl2');
      gl?.getExtension('WEBGL_lose_context')?.loseContext();
    });
  await lose();
  await expect(moment).toBeVisible();
  await page.clock.fastForward(3000);
  await expect(moment).toHaveCount(0);

  await lose();
  await expect(moment).toBeVisible();
  const browser = await page.evaluateHandle(() => {
    const kept = Object.getOwnPropertyDescriptor(HTMLCanvasElement.prototype, 'getContext');
    Object.assign(HTMLCanvasElement.prototype, { getContext: () => null });
    return { kept };
  });
  await expect(async () => {
    await page.clock.fastForward(3000);
    await expect(forGood).toBeVisible({ timeout: 500 });
  }).toPass();
  await browser.evaluate(({ kept }) => {
    if (kept) Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', kept);
  });
  await app.button('Try again').click();
  await expect(forGood).toHaveCount(0);
  await expect(scene(page)).toBeVisible();
});

test('tells a story when the keyboard lifts the pen', async ({ app, page }) => {
  await countWebGl(page);
  await app.open();
  await app.pad.focus();
  for (const key of ['Space', 'Shift+ArrowDown', 'Shift+ArrowDown']) await page.keyboard.press(key);
  await settle(page);
  const before = await webGlCount(page);
  await page.keyboard.press('Space');
  // A story may get only one frame on a busy machine; without a story there is none.
  await expect.poll(async () => (await webGlCount(page)).frames).toBeGreaterThan(before.frames);
});

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('follows the pen and tells no story', async ({ app, page }) => {
    await countWebGl(page);
    await app.open();
    await app.pad.focus();
    // Repeated if a busy machine drew the line only after the pen was lifted.
    await expect(async () => {
      for (const key of ['Space', 'Shift+ArrowDown', 'Shift+ArrowUp'])
        await page.keyboard.press(key);
      await settle(page);
      const before = await webGlCount(page);
      await page.keyboard.press('Space');
      await page.waitForTimeout(1000);
      expect((await webGlCount(page)).frames).toBe(before.frames);
    }).toPass();
  });
});
