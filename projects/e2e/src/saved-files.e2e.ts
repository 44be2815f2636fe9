import { parseDrawingsFile, prepareDrawing, type Drawing } from '#model';
import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { expect, nextFrame, test, type AppPage } from './app-page.ts';
import { DIGITS } from './digits.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

async function openSaving(app: AppPage, page: Page): Promise<void> {
  await app.button('Views').click();
  await page.getByRole('button', { name: 'Save a picture or the drawing …' }).click();
  await expect(page.getByRole('dialog', { name: 'Save' })).toBeVisible();
}

/** Presses a button that saves, and reads the file that arrives. */
async function download(page: Page, name: string): Promise<{ name: string; bytes: Buffer }> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name, exact: true }).click(),
  ]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

async function drawingIn(page: Page): Promise<Drawing> {
  const { name, bytes } = await download(page, 'Strokes, as JSON');
  expect(name).toBe('drawings.json');
  const [read, ...others] = parseDrawingsFile(bytes.toString(), name);
  expect(others).toEqual([]);
  expect(read && 'digit' in read).toBe(false);
  if (!read) throw new Error('drawings.json: expected a drawing, found none');
  return read.drawing;
}

/** Ink of an image file, 0..1, in as many squares as the network has pixels: dark is ink. */
function inkOf(page: Page, bytes: Buffer, type: string): Promise<number[]> {
  return page.evaluate(
    async ({ data, type }) => {
      const image = new Image();
      image.src = `data:${type};base64,${data}`;
      await image.decode();
      const canvas = new OffscreenCanvas(28, 28);
      const context = canvas.getContext('2d');
      if (!context) return [];
      context.imageSmoothingQuality = 'high';
      context.drawImage(image, 0, 0, 28, 28);
      const { data: pixels } = context.getImageData(0, 0, 28, 28);
      return Array.from({ length: 784 }, (_, index) => {
        const light = ((pixels[index * 4] ?? 0) + (pixels[index * 4 + 1] ?? 0)) / 2;
        return Math.min(1, Math.max(0, (245 - light) / 214));
      });
    },
    { data: bytes.toString('base64'), type },
  );
}

/** How alike two images are: 1 for the same. */
function likeness(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]): number =>
    x.reduce((sum, value, index) => sum + value * (y[index] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

test('saves what is on the paper: strokes, lines and picture', async ({ app, page }) => {
  await app.open();
  await app.button('Views').click();
  await page.getByRole('button', { name: 'Save a picture or the drawing …' }).click();
  await expect(app.button('Strokes, as JSON')).toBeDisabled();
  await page.keyboard.press('Escape');
  await app.draw(DIGITS[4] ?? []);
  await app.drawStrokes(
    [
      [
        { x: 3, y: 26, pressure: 0.1 },
        { x: 14, y: 26, pressure: 0.5 },
        { x: 25, y: 26, pressure: 1 },
      ],
    ],
    'pen',
  );
  await openSaving(app, page);
  const drawing = await drawingIn(page);
  expect(drawing.strokes.length).toBe((DIGITS[4] ?? []).length + 1);
  // Browsers keep pressure in 32 bits.
  const pressures = drawing.strokes.at(-1)?.points.map(({ pressure }) => pressure.toFixed(3));
  expect(pressures).toEqual(['0.100', '0.500', '1.000']);
  // The file has all that the network is given.
  const prepared = [...prepareDrawing(drawing)].map((ink) => Math.round(ink * 255) / 255);
  await expect
    .poll(async () => {
      const seen = await app.seenImage();
      return Math.max(...prepared.map((ink, pixel) => Math.abs(ink - (seen[pixel] ?? 0))));
    })
    .toBeLessThan(0.01);
  const svg = await download(page, 'Lines, as SVG');
  expect(svg.name).toBe('drawing.svg');
  expect(svg.bytes.toString()).toMatch(/^<svg [^>]*viewBox="0 0 28 28">/);
  const png = await download(page, 'Paper, as PNG');
  expect(png.name).toBe('drawing.png');
  const [asSvg, asPng] = [
    await inkOf(page, svg.bytes, 'image/svg+xml'),
    await inkOf(page, png.bytes, 'image/png'),
  ];
  expect(asPng.reduce((sum, ink) => sum + ink, 0)).toBeGreaterThan(40);
  expect(likeness(asSvg, asPng)).toBeGreaterThan(0.99);
});

test('saves what the eraser has left, and an example with ink on it', async ({ app, page }) => {
  await app.open();
  await app.draw([
    [
      [3, 14],
      [25, 14],
    ],
  ]);
  await app.drawStrokes(
    [
      [
        { x: 14, y: 8, pressure: 0.5 },
        { x: 14, y: 20, pressure: 0.5 },
      ],
    ],
    'pen',
    { button: 5, buttons: 32 },
  );
  await openSaving(app, page);
  const erased = await drawingIn(page);
  expect(erased.strokes.map(({ isCut }) => isCut)).toEqual([true, true]);
  await page.keyboard.press('Escape');
  // The dialog gives the focus back when it has closed.
  await expect(page.getByRole('dialog')).toBeHidden();
  await app.pad.focus();
  await page.keyboard.press('3');
  await expect(page.getByText('There is an example on the paper')).toBeAttached();
  await openSaving(app, page);
  const example = await drawingIn(page);
  expect([example.strokes.length, example.raster?.length]).toEqual([0, 784]);
  const svg = await download(page, 'Lines, as SVG');
  expect(svg.bytes.toString()).toContain('<image width="28" height="28" href="data:image/png');
  const ink = await inkOf(page, svg.bytes, 'image/svg+xml');
  expect(likeness(ink, [...(example.raster ?? [])])).toBeGreaterThan(0.97);
});

test('opens a saved drawing again, and undo brings back what was there', async ({ app, page }) => {
  await app.open();
  await app.draw(DIGITS[4] ?? []);
  await openSaving(app, page);
  const { bytes } = await download(page, 'Strokes, as JSON');
  await page.keyboard.press('Escape');
  await app.button('Clear').click();
  await app.draw(DIGITS[7] ?? []);
  await app.button('Networks').click();
  await page
    .locator('app-library-drawer input[type="file"]')
    .first()
    .setInputFiles({ name: 'drawings.json', mimeType: 'application/json', buffer: bytes });
  await app.button('Put drawing 1 on the paper').click();
  await app.expectAnswer(4);
  await app.button('Undo').click();
  await app.expectAnswer(7);
});

/** A picture's size, and its light in squares of the page: 0..1, row by row. */
function lightOf(
  page: Page,
  bytes: Buffer,
  columns: number,
): Promise<{
  width: number;
  height: number;
  light: number[];
}> {
  return page.evaluate(
    async ({ data, columns }) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const { naturalWidth: width, naturalHeight: height } = image;
      const rows = Math.round((columns * height) / width);
      const canvas = new OffscreenCanvas(columns, rows);
      const context = canvas.getContext('2d');
      if (!context) return { width, height, light: [] };
      context.imageSmoothingQuality = 'high';
      context.drawImage(image, 0, 0, columns, rows);
      const { data: pixels } = context.getImageData(0, 0, columns, rows);
      const light = Array.from({ length: columns * rows }, (_, index) => {
        const [red = 0, green = 0, blue = 0] = pixels.subarray(index * 4, index * 4 + 3);
        return (red + green + blue) / 765;
      });
      return { width, height, light };
    },
    { data: bytes.toString('base64'), columns },
  );
}

test.describe('on a small page, since a GPU in software takes seconds for a part of a poster', () => {
  test.use({ viewport: { width: 640, height: 560 } });

  test('saves the network as it is on screen, with and without the paper, and as a poster', async ({
    app,
    page,
  }) => {
    test.slow();
    await app.open();
    await app.draw(DIGITS[3] ?? []);
    await app.expectAnswer(3);
    const onScreen = async (): Promise<number[]> => {
      // A ring marks what has the focus, and that is a button after a dialog.
      await page.evaluate(() => {
        (document.activeElement as HTMLElement | null)?.blur();
      });
      return (await lightOf(page, await page.screenshot(), 128)).light;
    };
    // Frames of a software GPU take their time.
    let before: number[] = [];
    await expect
      .poll(async () => likeness(before, (before = await onScreen())), { timeout: 60_000 })
      .toBeGreaterThan(0.99999);
    await openSaving(app, page);
    await expect(app.button('Save the picture')).toBeEnabled({ timeout: 60_000 });
    const withPaper = await download(page, 'Save the picture');
    await page.getByRole('switch', { name: 'With the paper' }).click();
    await nextFrame(page);
    await expect(app.button('Save the picture')).toBeEnabled({ timeout: 60_000 });
    const without = await download(page, 'Save the picture');
    await page.getByRole('radio', { name: 'Poster, 4×' }).check();
    await nextFrame(page);
    await expect(app.button('Save the picture')).toBeEnabled({ timeout: 120_000 });
    const poster = await download(page, 'Save the picture');
    await page.keyboard.press('Escape');

    const [paper, plain, large] = await Promise.all(
      [withPaper, without, poster].map(({ bytes }) => lightOf(page, bytes, 64)),
    );
    // Twice, and four times, as many pixels as on screen, each way.
    expect(large?.width).toBe(2 * (plain?.width ?? 0));
    const brightest = (light: readonly number[] = []): number => Math.max(...light);
    expect(brightest(paper?.light)).toBeGreaterThan(0.85);
    expect(brightest(plain?.light)).toBeLessThan(0.85);
    // The same picture, only sharper; and there is a network in it.
    expect(likeness(large?.light ?? [], plain?.light ?? [])).toBeGreaterThan(0.99);
    expect(brightest(plain?.light)).toBeGreaterThan(0.2);
    // The page is as it was.
    await expect
      .poll(async () => likeness(before, await onScreen()), { timeout: 30_000 })
      .toBeGreaterThan(0.9999);
  });
});

/** An iPad, whose share sheet ends as a test says. */
async function beTablet(page: Page, endings: readonly string[]): Promise<void> {
  await page.addInitScript((endings) => {
    const shared: string[] = [];
    const left = [...endings];
    Object.assign(window, { shared });
    Object.defineProperties(navigator, {
      userAgent: { value: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)' },
      maxTouchPoints: { value: 5 },
      canShare: { value: ({ files }: { files: File[] }) => files.every((file) => file.size > 0) },
      share: {
        value: ({ files }: { files: File[] }) => {
          const ending = left.shift();
          if (ending) return Promise.reject(new DOMException('', ending));
          shared.push(...files.map(({ name }) => name));
          return Promise.resolve();
        },
      },
    });
  }, endings);
}

test('opens the share sheet of a tablet, once more if a tap has expired', async ({ app, page }) => {
  await beTablet(page, ['NotAllowedError', 'AbortError']);
  await app.open();
  await app.draw(DIGITS[4] ?? []);
  await openSaving(app, page);
  const word = page.locator('app-save-panel .word');
  await app.button('Lines, as SVG').click();
  await expect(word).toHaveText('Ready. Tap once more.');
  await app.button('Lines, as SVG').click();
  await expect(word).toHaveText('');
  await app.button('Lines, as SVG').click();
  await expect(word).toHaveText('Saved.');
  expect(await page.evaluate(() => (window as unknown as { shared: string[] }).shared)).toEqual([
    'drawing.svg',
  ]);
});
