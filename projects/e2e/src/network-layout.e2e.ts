import type { Locator, Page } from '@playwright/test';
import { expect, test, type AppPage } from './app-page.ts';
import { DIGITS } from './digits.ts';
import { around, layerBoxes, scene, type Box } from './picture.ts';
import { outOfReach } from './reach.ts';
import { countWebGl } from './webgl-counter.ts';

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
/** Sizes at which all layers stand in line. */
const IN_LINE = [
  [768, 1024],
  [820, 1180],
  [390, 844],
  [844, 390],
  [683, 384],
] as const;
/** The page scrolls. */
const SCROLLING = [[320, 256]] as const;

interface Stage {
  readonly size: readonly [width: number, height: number];
  /** Whether the input has a place above the paper. */
  readonly isInputApart: boolean;
  /** The least share of the page's height that the network takes. */
  readonly share: number;
  /** Whether an open inspector may cover the paper and its tools. */
  readonly isPhone: boolean;
  /**
   * With which text the page scrolls, and the picture has a place of its own: then only what is read and pressed
   * counts.
   */
  readonly doesScroll: 'always' | 'with large text' | 'never';
}

const LANDSCAPES = HIGH_LANDSCAPES.map(([width, height, share]): Stage => ({
  ...{ size: [width, height], share, isInputApart: true, isPhone: false, doesScroll: 'never' },
}));
const scrollOf = (width: number, height: number): Stage['doesScroll'] => {
  if (width < height || width > 700) return 'never';
  return width < 400 ? 'always' : 'with large text';
};
const STAGES: readonly Stage[] = [
  ...LANDSCAPES,
  ...[...IN_LINE, ...SCROLLING].map(([width, height]): Stage => ({
    ...{ size: [width, height] as const, share: 0, isInputApart: false },
    isPhone: Math.min(width, height) < 500,
    doesScroll: scrollOf(width, height),
  })),
];

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

/** Where the letters are: names in the picture are larger for fingers than they look. */
function textBoxesOf(page: Page, selector: string): Promise<Box[]> {
  return page.locator(selector).evaluateAll((found) =>
    found.map((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const { left, top, right, bottom } = range.getBoundingClientRect();
      return { left, top, right, bottom };
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
  const names = await textBoxesOf(page, 'app-scene-names .name');
  for (const legend of legends) {
    expect([...panels, ...names].filter((box) => overlaps(box, legend))).toEqual([]);
  }
  expect(words.filter((box) => overlaps(box, input))).toEqual([]);
  if (isInputApart) {
    const [paper] = await boxesOf(page, 'app-digit-pad');
    expect(input.bottom).toBeLessThan(paper?.top ?? NaN);
    expect(input.right).toBeLessThan(paper?.right ?? NaN);
    // Three and a half pixels of the page for each of the image.
    expect(input.right - input.left, 'legible').toBeGreaterThan(28 * 3.5);
  }
  return all;
}

/** In any language. */
const picture = (page: Page): Locator => page.locator('app-network-scene canvas');

async function open(app: AppPage, page: Page): Promise<void> {
  // Where things are does not depend on what is painted.
  await countWebGl(page, 'stubbed');
  await app.open();
  await app.drawWithPointer(DIGITS[3] ?? [], { pointerType: 'touch', pressure: 0.5 });
  await app.expectAnswer(3);
  await expect(picture(page)).toBeVisible();
}

/** Expects the same places in both themes: a theme is nothing but colours, so that one of them is enough here. */
async function expectThemesAlike(page: Page): Promise<void> {
  // All at one moment, between two updates of the page.
  const places = await page.evaluate(() => {
    const { dataset } = document.documentElement;
    const usual = dataset['theme'];
    const found = ['light', 'dark'].map((theme) => {
      dataset['theme'] = theme;
      return [...document.querySelectorAll('main *, header *')].map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return [x, y, width, height].join(' ');
      });
    });
    dataset['theme'] = usual;
    return found;
  });
  expect(places[0]).toEqual(places[1]);
}

/** Waits until panels, the picture and its names have followed a change of the window, each a frame after the other. */
const followed = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 6; frame++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });

const isTextLarge = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.dataset['text'] === 'large');

async function expectApart(page: Page, stage: Stage, isInspecting: boolean): Promise<void> {
  const [, height] = stage.size;
  await expect(async () => {
    const isLarge = await isTextLarge(page);
    if (stage.doesScroll === 'never' || (stage.doesScroll === 'with large text' && !isLarge)) {
      const { top, bottom } = await expectNetworkFits(page, stage.isInputApart);
      // Larger words take room.
      const least = isLarge ? Math.min(stage.share, 0.7) : stage.share;
      if (!isInspecting) expect((bottom - top) / height).toBeGreaterThan(least);
    }
    if (!(stage.isPhone && isInspecting))
      await expect.poll(() => outOfReach(page), stage.size.join('x')).toEqual([]);
  }).toPass({ intervals: [50, 100, 200, 500], timeout: 60_000 });
}

for (const locale of ['en', 'de']) {
  for (const text of ['normal', 'large']) {
    test.describe(`${locale}, ${text} text`, () => {
      test.use({ locale });

      test('nothing covers anything, and the network fills landscapes', async ({ app, page }) => {
        await open(app, page);
        await page.evaluate((text) => {
          document.documentElement.dataset['text'] = text;
        }, text);
        for (const isInspecting of [false, true]) {
          if (isInspecting) {
            await picture(page).focus();
            await page.keyboard.press('Enter');
            await expect(page.locator('app-inspector .total')).toBeAttached();
          }
          for (const stage of STAGES) {
            const [width, height] = stage.size;
            const name = `${width}x${height}${isInspecting ? ', inspecting' : ''}`;
            await test.step(name, async () => {
              await page.setViewportSize({ width, height });
              await followed(page);
              await expectApart(page, stage, isInspecting);
              if (text === 'normal') await expectThemesAlike(page);
            });
          }
        }
      });
    });
  }
}

test('a legend explains the colours once there is an answer, where there is room', async ({
  app,
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await app.open();
  await expect(picture(page)).toBeVisible();
  const legend = page.locator('app-scene-legend');
  await expect(legend).toHaveCount(0);
  await app.drawWithPointer(DIGITS[3] ?? [], { pointerType: 'touch', pressure: 0.5 });
  await expect(legend).toHaveText(/raises\s*lowers\s*active/);
  // Away from its place the network is wherever the camera has it.
  await picture(page).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(legend).toHaveCount(0);
  await page.keyboard.press('Home');
  await expect(legend).toHaveCount(1);
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
