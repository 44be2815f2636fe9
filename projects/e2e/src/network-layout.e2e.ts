import type { Page } from '@playwright/test';
import { expect, test, type AppPage } from './app-page.ts';
import { DIGITS } from './digits.ts';
import { around, layerBoxes, scene, type Box } from './picture.ts';
import { outOfReach } from './reach.ts';

/** Sizes at which the input stands above the paper, and how much of the page's height the network must take. */
const HIGH_LANDSCAPES = [
  [1024, 768, 0.7],
  [1180, 820, 0.8],
  [1280, 800, 0.8],
  [1366, 768, 0.8],
  [1440, 900, 0.8],
  [1536, 864, 0.8],
  [1920, 1080, 0.8],
  [2560, 1440, 0.8],
  [3840, 2160, 0.8],
] as const;
const PORTRAITS = [
  [390, 844],
  [768, 1024],
  [820, 1180],
] as const;
/** The page may scroll at these. */
const SMALL = [
  [844, 390],
  [683, 384],
  [320, 256],
] as const;

// Software rendering is slow on a busy machine.
test.slow();
// Draws no more frames than necessary.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

async function boxesOf(page: Page, selector: string): Promise<(Box & { name: string })[]> {
  const elements = page.locator(selector).and(page.locator(':visible'));
  return elements.evaluateAll((found) =>
    found.map((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return { name: element.outerHTML.slice(0, 80), left, top, right, bottom };
    }),
  );
}

/** What stands on the stage, except the words beside the input. */
const PANELS =
  'h1, header button, app-digit-pad, app-drawing-tools button, .inspected, .timeline, .answer > *';

/** Expects the network where nothing covers it, and its input above the paper or, without a place there, in line. */
async function expectNetworkFits(page: Page, isInputApart: boolean): Promise<Box> {
  const [input, ...layers] = await layerBoxes(page);
  if (!input) throw new Error('data-layers: expected boxes of layers, found none');
  const { width, height } = page.viewportSize() ?? { width: NaN, height: NaN };
  const all = around([input, ...layers]);
  expect(Math.min(all.left, all.top)).toBeGreaterThanOrEqual(0);
  expect(all.right).toBeLessThanOrEqual(width);
  expect(all.bottom).toBeLessThanOrEqual(height);
  const panels = await boxesOf(page, PANELS);
  expect(panels.length).toBeGreaterThan(8);
  for (const box of [input, ...layers]) {
    expect(panels.filter((panel) => overlaps(panel, box))).toEqual([]);
  }
  for (const [index, box] of layers.entries()) {
    const before = isInputApart ? layers[index - 1] : (layers[index - 1] ?? input);
    if (before) expect(box.left).toBeGreaterThan(before.right);
  }
  const words = await boxesOf(page, '.seen p, .seen .switch');
  const legends = await boxesOf(page, 'app-scene-legend');
  const names = await boxesOf(page, '.labels span');
  for (const legend of legends) {
    expect([...panels, ...names].filter((box) => overlaps(box, legend))).toEqual([]);
  }
  expect(words.filter((box) => overlaps(box, input))).toEqual([]);
  if (isInputApart) {
    const [paper] = await boxesOf(page, 'app-digit-pad');
    expect(input.bottom).toBeLessThan(paper?.top ?? NaN);
    expect(input.right).toBeLessThan(paper?.right ?? NaN);
    expect(input.right - input.left, 'legible').toBeGreaterThan(100);
  }
  return all;
}

async function open(app: AppPage, page: Page): Promise<void> {
  await app.open();
  await app.drawWithPointer(DIGITS[3] ?? [], { pointerType: 'touch', pressure: 0.5 });
  await app.expectAnswer(3);
  await expect(scene(page)).toBeVisible();
}

test('the network fills the height of landscapes, and nothing covers it', async ({ app, page }) => {
  await open(app, page);
  for (const [width, height, share] of HIGH_LANDSCAPES) {
    await page.setViewportSize({ width, height });
    await test.step(`${width}x${height}`, async () => {
      await expect(async () => {
        const { top, bottom } = await expectNetworkFits(page, true);
        expect((bottom - top) / height).toBeGreaterThan(share);
      }).toPass();
      expect(await outOfReach(page)).toEqual([]);
    });
  }
});

test('a legend explains the colours once there is an answer, where there is room', async ({
  app,
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await app.open();
  await expect(scene(page)).toBeVisible();
  const legend = page.locator('app-scene-legend');
  await expect(legend).toHaveCount(0);
  await app.drawWithPointer(DIGITS[3] ?? [], { pointerType: 'touch', pressure: 0.5 });
  await expect(legend).toHaveText(/raises\s*lowers\s*active/);
  // Away from its place the network is wherever the camera has it.
  await scene(page).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(legend).toHaveCount(0);
  await page.keyboard.press('Home');
  await expect(legend).toHaveCount(1);
});

test('the network keeps clear of a neuron’s arithmetic', async ({ app, page }) => {
  await open(app, page);
  await scene(page).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.inspected')).toBeVisible();
  for (const [width, height] of HIGH_LANDSCAPES) {
    await page.setViewportSize({ width, height });
    await test.step(`${width}x${height}`, async () => {
      await expect(async () => {
        await expectNetworkFits(page, true);
      }).toPass();
      expect(await outOfReach(page)).toEqual([]);
    });
  }
});

test('all layers stand in line on upright pages, and small ones can be read', async ({
  app,
  page,
}) => {
  await open(app, page);
  for (const [width, height] of PORTRAITS) {
    await page.setViewportSize({ width, height });
    await test.step(`${width}x${height}`, async () => {
      await expect(async () => {
        await expectNetworkFits(page, false);
      }).toPass();
      expect(await outOfReach(page)).toEqual([]);
    });
  }
  for (const [width, height] of SMALL) {
    await page.setViewportSize({ width, height });
    await test.step(`${width}x${height}`, async () => {
      await expect.poll(() => outOfReach(page)).toEqual([]);
    });
  }
});

test('the input goes back to its place above the paper with the whole view', async ({
  app,
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(app, page);
  await expect(async () => {
    await expectNetworkFits(page, true);
  }).toPass();
  const [home] = await layerBoxes(page);
  const label = page.locator('.labels').getByText('28 × 28 pixels');
  await expect(label).toHaveCount(0);
  await scene(page).focus();
  await page.keyboard.press('ArrowLeft');
  // Away from its place it has a name like other layers.
  await expect(label).toHaveCount(1);
  await expect.poll(async () => (await layerBoxes(page))[0]).not.toEqual(home);
  await page.keyboard.press('Home');
  await expect.poll(async () => (await layerBoxes(page))[0]).toEqual(home);
  await expect(label).toHaveCount(0);
});

test('pixels above the paper can be picked, and the paper can be folded', async ({ app, page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(app, page);
  await expect(async () => {
    await expectNetworkFits(page, true);
  }).toPass();
  const [input] = await layerBoxes(page);
  if (!input) throw new Error('data-layers: expected boxes of layers, found none');
  await page.mouse.click((input.left + input.right) / 2, (input.top + input.bottom) / 2);
  await expect(page.locator('.inspected')).toContainText('Pixel');
  await page.keyboard.press('Escape');
  await page.locator('.views > button').click();
  await page.getByRole('switch', { name: 'Your drawing', exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(app.pad).toBeHidden();
  // Nothing is above the paper any more: the input stands in line.
  await expect
    .poll(async () => {
      const [first, second] = await layerBoxes(page);
      return (first?.bottom ?? 0) > (second?.top ?? 0) + 100;
    })
    .toBe(true);
});
