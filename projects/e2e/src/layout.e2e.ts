import { expect, test } from './app-page';
import { DIGITS } from './digits';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const overlaps = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

for (const [width, height] of [
  [1280, 800],
  [1024, 768],
  [820, 1180],
  [390, 844],
  [844, 390],
] as const) {
  test(`fits ${width}x${height}, in both themes`, async ({ app, page }, testInfo) => {
    await page.setViewportSize({ width, height });
    await app.open();
    await page.screenshot({ path: testInfo.outputPath('blank.png') });
    await app.draw(DIGITS[3] ?? []);
    await app.expectAnswer(3);
    await page.screenshot({ path: testInfo.outputPath('dark.png') });

    const parts = [
      app.pad,
      app.button('Undo'),
      app.button('Clear'),
      app.button('Light theme'),
      page.getByRole('img', { name: 'What the network sees' }),
      page.getByRole('list', { name: 'Probabilities' }),
      page.locator('app-verdict'),
    ];
    const boxes = await Promise.all(parts.map((part) => part.boundingBox()));
    boxes.forEach((box, index) => {
      if (!box) throw new Error(`${String(parts[index])}: expected it on the page, found nothing`);
      const isInside =
        box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
      expect(isInside, `${String(parts[index])} inside the screen`).toBe(true);
      const others = boxes.slice(index + 1).filter((other) => other && overlaps(box, other));
      expect(others, `${String(parts[index])} overlaps nothing`).toEqual([]);
    });
    for (const button of await page.getByRole('button').all()) {
      const box = await button.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    }
    const pad = await app.pad.boundingBox();
    expect((pad?.height ?? 0) / height, 'room for a hand').toBeGreaterThan(0.38);

    await app.button('Light theme').click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
    await page.screenshot({ path: testInfo.outputPath('light.png') });
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  });
}
