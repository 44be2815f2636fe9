import type { Page } from '@playwright/test';
import { expect, test, type AppPage } from './app-page.ts';
import { DIGITS } from './digits.ts';
import { outOfReach } from './reach.ts';

// One page per language, whose window and font size change as when someone zooms.
test.use({ contextOptions: { reducedMotion: 'reduce' } });
test.setTimeout(240_000);

interface Window {
  readonly name: string;
  readonly size: readonly [width: number, height: number];
  /** Font size of the page, CSS pixels; the browser's default if omitted. */
  readonly letters?: number;
  /** Whether the app's setting for large text is on. */
  readonly isLarge?: true;
}

const FAR_ZOOMED: Window = { name: '1280x1024 at 400 %', size: [320, 256] };
const LARGE_LETTERS: Window = { name: 'letters at 200 %', size: [1024, 768], letters: 32 };
const USUAL: Window = { name: 'zoomed back', size: [1280, 800] };
const ZOOMED: Window = { name: '1366x768 at 200 %', size: [683, 384] };
const WINDOWS: readonly Window[] = [
  { name: '1920x1080 at 400 %', size: [480, 270] },
  { name: '1024x768 at 200 %', size: [512, 384] },
  { name: 'a phone on its side', size: [844, 390] },
  { name: 'a phone on its side, large text', size: [844, 390], isLarge: true },
  { name: 'a small phone', size: [360, 640] },
  { name: 'a phone, letters at 200 %', size: [390, 844], letters: 32 },
  { name: 'a tablet, letters at 150 %', size: [820, 1180], letters: 24 },
  { name: 'a tablet, large text', size: [820, 1180], isLarge: true },
  { name: 'letters at 150 %', size: [1280, 800], letters: 24 },
];

const json = (value: unknown): string => JSON.stringify(value);

async function setWindow(page: Page, { size, letters, isLarge }: Window): Promise<void> {
  await page.setViewportSize({ width: size[0], height: size[1] });
  await page.evaluate(
    ([letters, text]) => {
      const { style, dataset } = document.documentElement;
      style.fontSize = letters;
      dataset['text'] = text;
    },
    [letters ? `${letters}px` : '', isLarge ? 'large' : 'normal'] as const,
  );
}

/** Presses a control by its selector, because its label varies, wherever it is scrolled to. */
const press = (page: Page, selector: string): Promise<void> =>
  page
    .locator(selector)
    .first()
    .evaluate((control: HTMLElement) => {
      control.click();
    });

/** Opens everything that opens, one after the other; each starts from the page as the one before left it. */
async function openAll(page: Page, look: (state: string) => Promise<void>): Promise<void> {
  for (const menu of ['app-view-menu', 'app-sample-menu']) {
    await press(page, `${menu} > button`);
    await look(menu);
    await page.keyboard.press('Escape');
  }
  await press(page, 'app-network-in-words button:last-of-type');
  await expect(page.locator('app-neuron-table')).toBeVisible();
  await look('table');
  await press(page, 'app-activation-table [value="0"]');
  await expect(page.locator('app-pixel-table')).toBeVisible();
  await look('table of pixels');
  await press(page, 'app-activation-table header button');
  await press(page, 'app-network-in-words button');
  await expect(page.locator('app-inspector .total')).toBeAttached();
  await look('neuron');
  await press(page, 'app-inspector header button');
  await press(page, '.help');
  await expect(page.locator('app-help-panel dialog')).toBeVisible();
  await page.evaluate(() => {
    for (const part of document.querySelectorAll('details')) part.open = true;
  });
  await look('help');
  await press(page, 'app-help-panel header button');
  await press(page, '.settings');
  await look('settings');
  await press(page, 'app-offline-summary button');
  await look('offline page');
  await press(page, 'app-offline-page header button');
  await press(page, 'app-settings-panel header button');
  for (const panel of ['paper', 'answers', 'timeline']) {
    await press(page, `[aria-controls="panel-${panel}"]:not(.film-opener)`);
  }
  await look('folded');
  for (const panel of ['paper', 'answers', 'timeline']) {
    await press(page, `.${panel}-handle button`);
  }
}

for (const locale of ['en', 'de']) {
  test.describe(locale, () => {
    test.use({ locale });

    test('keeps everything in reach and without overlaps, however far the page is zoomed', async ({
      app,
      page,
    }) => {
      await open(app, page);
      for (const window of [...WINDOWS, ZOOMED, FAR_ZOOMED, LARGE_LETTERS, USUAL]) {
        await setWindow(page, window);
        // Layouts and the picture follow the window after a while.
        const look = (state: string): Promise<void> =>
          expect.poll(() => outOfReach(page), `${window.name}, ${state}`).toEqual([]);
        await look('drawn');
        const bars = page.locator('app-answer-bars');
        const boxes = (): Promise<unknown[]> =>
          Promise.all([bars.locator('canvas').boundingBox(), bars.boundingBox()]);
        // The canvas follows its bars a frame later.
        await expect.poll(async () => new Set((await boxes()).map(json)).size, window.name).toBe(1);
        if ([ZOOMED, LARGE_LETTERS, FAR_ZOOMED].includes(window)) await openAll(page, look);
      }
    });
  });
}

async function open(app: AppPage, page: Page): Promise<void> {
  await app.open();
  await expect(page.locator('app-network-scene canvas')).toBeVisible();
  await app.drawWithPointer(DIGITS[3] ?? [], { pointerType: 'touch', pressure: 0.5 });
  await expect(page.locator('app-verdict .figure')).toHaveText('3');
}
