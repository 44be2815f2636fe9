import type { Locator, Page } from '@playwright/test';
import { DIGITS, type Line } from './digits.ts';
import { sendStrokes } from './pointer-strokes.ts';

/** Where own digits are written. */
export const PAPER = 'app-own-digits app-digit-pad';

/** Keeps what is on the paper. */
export const next = (page: Page): Locator => page.locator('[data-part=next-own]');
/** How many are written. */
export const count = (page: Page): Locator => page.locator('[data-part=own-count]');

async function toPage(page: Page): Promise<(place: Line[number]) => { x: number; y: number }> {
  const box = await page.locator(PAPER).boundingBox();
  if (!box) throw new Error('paper: expected it on the page, found nothing');
  return ([x, y]) => ({ x: box.x + (x / 28) * box.width, y: box.y + (y / 28) * box.height });
}

/** Writes what is asked for: with the mouse, point by point, or with a pen, all at once. */
export async function write(page: Page, how: 'slowly' | 'fast'): Promise<number> {
  const asked = Number(await page.locator('[data-part=asked]').innerText());
  const lines = DIGITS[asked] ?? [];
  const at = await toPage(page);
  if (how === 'fast') {
    const moments = lines.map((line) => line.map((place) => ({ ...at(place), pressure: 0.6 })));
    const held = { button: 0, buttons: 1 };
    const pen = { selector: PAPER, moments, pointerType: 'pen' as const, held };
    await page.evaluate(sendStrokes, pen);
    return asked;
  }
  for (const line of lines) {
    for (const [index, place] of line.entries()) {
      const { x, y } = at(place);
      await page.mouse.move(x, y, { steps: 4 });
      if (index === 0) await page.mouse.down();
    }
    await page.mouse.up();
  }
  return asked;
}
