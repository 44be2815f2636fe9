import type { Locator, Page } from '@playwright/test';
import type * as Replay from '../../../src/app/features/drawing/testing/replay-drawings.ts';
import { expect, test } from './app-page.ts';
import { openModules } from './page-modules.ts';

// Software rendering is slow on a busy machine.
test.slow();

/** How many pixels are missing or superfluous in each of ten seeded drawings, on a canvas that the GPU paints. */
async function lost(page: Page, pointCount: number): Promise<number[]> {
  return page.evaluate(
    async ([path, pointCount]) => {
      const { replayDrawings, seededRuns } = (await import(path)) as typeof Replay;
      return replayDrawings(seededRuns(10, pointCount));
    },
    ['/src/app/features/drawing/testing/replay-drawings.ts', pointCount] as const,
  );
}

/** The share of the paper's pixels that have ink. */
async function inked(pad: Locator): Promise<number> {
  return pad
    .locator('canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement) => {
      const copy = document.createElement('canvas');
      copy.width = copy.height = 100;
      const context = copy.getContext('2d', { willReadFrequently: true });
      context?.drawImage(canvas, 0, 0, 100, 100);
      const data = context?.getImageData(0, 0, 100, 100).data ?? [];
      return (
        Array.from(data).filter((part, index) => index % 4 === 3 && part > 127).length / 10_000
      );
    });
}

test('keeps all of a quick drawing on the paper', async ({ app }) => {
  await app.open();
  const [a, b, c, d] = [
    [5, 5],
    [23, 5],
    [23, 23],
    [5, 23],
  ] as const;
  // A square and its diagonals, with two pointer moves per line.
  await app.draw([
    [a, b],
    [b, c],
    [c, d],
    [d, a],
    [a, c],
    [b, d],
  ]);
  // Lines of 18 and 25 units, 2.2 wide: about 0.31 of the paper, counting crossings once.
  await expect.poll(() => inked(app.pad)).toBeGreaterThan(0.28);
});

for (const pointCount of [3, 6, 20, 100]) {
  test(`keeps ink on a canvas that the GPU paints, ${pointCount} points per stroke`, async ({
    page,
  }) => {
    await openModules(page);
    expect(await lost(page, pointCount)).toEqual(Array.from({ length: 10 }, () => 0));
  });
}
