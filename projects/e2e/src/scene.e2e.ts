import type { Page } from '@playwright/test';
import { expect, test } from './app-page';
import { DIGITS } from './digits';
import { countWebGl, webGlCount } from './webgl-counter';

const scene = (page: Page) => page.getByRole('application', { name: 'Network in 3D' });

// Software rendering takes its time on a busy machine.
test.slow();

/** Waits until the picture stands still. */
async function settle(page: Page): Promise<void> {
  let before = -1;
  await expect
    .poll(
      async () => {
        const { draws } = await webGlCount(page);
        const isStill = draws > 0 && draws === before;
        before = draws;
        return isStill;
      },
      { intervals: [1000], timeout: 20_000 },
    )
    .toBe(true);
}

test('draws the network when something changes, and nothing in two idle seconds', async ({
  app,
  page,
}) => {
  await countWebGl(page);
  await app.open();
  await expect(scene(page)).toBeVisible();
  await settle(page);
  const before = await webGlCount(page);
  await page.waitForTimeout(2000);
  expect(await webGlCount(page)).toEqual(before);
  await app.draw(DIGITS[7] ?? []);
  await app.expectAnswer(7);
  await settle(page);
  const after = await webGlCount(page);
  expect(after.draws).toBeGreaterThan(before.draws);
  await page.waitForTimeout(2000);
  expect((await webGlCount(page)).draws).toBe(after.draws);
});

test('uploads at most 8 KB a drawn frame', async ({ app, page }) => {
  await countWebGl(page);
  await app.open();
  await settle(page);
  const before = await webGlCount(page);
  await app.draw(DIGITS[7] ?? []);
  await settle(page);
  const after = await webGlCount(page);
  const frames = after.frames - before.frames;
  expect(frames).toBeGreaterThan(0);
  expect((after.uploadedBytes - before.uploadedBytes) / frames).toBeLessThanOrEqual(8192);
});

test('survives the loss of its WebGL context', async ({ app, page }) => {
  await countWebGl(page);
  await app.open();
  await settle(page);
  await scene(page).evaluate(async (canvas) => {
    const gl = (canvas as HTMLCanvasElement).getContext('webgl2');
    const extension = gl?.getExtension('WEBGL_lose_context');
    const restored = new Promise((resolve) => {
      canvas.addEventListener('webglcontextrestored', resolve);
    });
    extension?.loseContext();
    setTimeout(() => extension?.restoreContext(), 200);
    await restored;
  });
  const before = await webGlCount(page);
  await app.draw(DIGITS[7] ?? []);
  await app.expectAnswer(7);
  await settle(page);
  expect((await webGlCount(page)).draws).toBeGreaterThan(before.draws);
});

test('reads digits where there is no WebGL2', async ({ app, page }) => {
  await page.addInitScript(() => {
    const { prototype } = HTMLCanvasElement;
    type Call = (...args: unknown[]) => unknown;
    const getContext = Reflect.get(prototype, 'getContext') as Call;
    Reflect.set(prototype, 'getContext', function (this: unknown, ...args: unknown[]) {
      return String(args[0]).startsWith('webgl') ? null : getContext.apply(this, args);
    });
  });
  await app.open();
  await app.draw(DIGITS[4] ?? []);
  await app.expectAnswer(4);
  await expect(scene(page)).toBeHidden();
});

for (const [width, height] of [
  [1280, 800],
  [1024, 768],
  [820, 1180],
  [390, 844],
] as const) {
  test(`shows the whole network at ${width}x${height}`, async ({ app, page }, testInfo) => {
    await page.setViewportSize({ width, height });
    await app.open();
    const room = await page.locator('app-network-scene').boundingBox();
    const labels = page.locator('app-network-scene .labels span');
    // Four layers and ten digits: they stand at the network's outer edges.
    await expect(labels).toHaveCount(14);
    for (const label of await labels.all()) {
      const box = await label.boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(room?.x ?? Infinity);
      expect(box?.y).toBeGreaterThanOrEqual(room?.y ?? Infinity);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual((room?.x ?? 0) + width);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual((room?.y ?? 0) + height);
    }
    await page.screenshot({ path: testInfo.outputPath('network.png') });
  });
}
