import type { JSHandle, Locator, Page } from '@playwright/test';
import { expect } from './app-page.ts';
import { drawingState, webGlCount, type WebGlCount } from './webgl-counter.ts';

/** An area of the page, CSS pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const scene = (page: Page): Locator =>
  page.getByRole('application', { name: 'Network in 3D' });

/**
 * Waits until the picture stands still: a second without a drawn frame, and none requested. With an overlay that
 * keeps requesting frames, none may be drawn for a second and a half.
 */
export async function settle(page: Page): Promise<void> {
  const TICK_MS = 50;
  const QUIET_TICKS = 20;
  const QUIET_TICKS_WITH_FRAMES = 30;
  let draws = -1;
  let [stillFor, freeFor] = [0, 0];
  await expect
    .poll(
      async () => {
        const count = await drawingState(page);
        const isStill = count.draws > 0 && count.draws === draws;
        ({ draws } = count);
        stillFor = isStill ? stillFor + 1 : 0;
        freeFor = isStill && !count.isFramePending ? freeFor + 1 : 0;
        return freeFor >= QUIET_TICKS || stillFor >= QUIET_TICKS_WITH_FRAMES;
      },
      { intervals: [TICK_MS], timeout: 60_000 },
    )
    .toBe(true);
}

/** The counts once nothing has been drawn for two seconds: a busy machine may draw a last frame late. */
export async function idle(page: Page): Promise<WebGlCount> {
  let count = await webGlCount(page);
  await expect(async () => {
    await settle(page);
    count = await webGlCount(page);
    await page.waitForTimeout(2000);
    expect(await webGlCount(page)).toEqual(count);
  }).toPass();
  return count;
}

/** Where each layer of the network is on the page, as the scene reports it. */
export async function layerBoxes(page: Page): Promise<Box[]> {
  const host = page.locator('app-network-scene');
  const origin = await host.boundingBox();
  const text = (await host.getAttribute('data-layers')) ?? '';
  return text.split(' ').map((layer) => {
    const [left = NaN, top = NaN, right = NaN, bottom = NaN] = layer.split(',').map(Number);
    const { x = NaN, y = NaN } = origin ?? {};
    return { left: left + x, top: top + y, right: right + x, bottom: bottom + y };
  });
}

/** The box around several boxes. */
export function around(boxes: readonly Box[]): Box {
  return {
    left: Math.min(...boxes.map(({ left }) => left)),
    top: Math.min(...boxes.map(({ top }) => top)),
    right: Math.max(...boxes.map(({ right }) => right)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  };
}

/** The share of an area of the page that is brighter than the dark theme's background, 0..1. */
export async function lightIn(page: Page, area: Box): Promise<number> {
  const counts = await brightnessesIn(page, area);
  const lit = counts.slice(51).reduce((sum, count) => sum + count, 0);
  return lit / counts.reduce((sum, count) => sum + count, 0);
}

/** How many pixels of an area have each brightness of their brightest channel, 0..255. */
async function brightnessesIn(page: Page, area: Box): Promise<number[]> {
  const pixels = await pixelsIn(page, area);
  return pixels.evaluate((data) => {
    const counts = new Array<number>(256).fill(0);
    for (let i = 0; i < data.length; i += 4) {
      const level = Math.max(data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0);
      counts[level] = (counts[level] ?? 0) + 1;
    }
    return counts;
  });
}

/** Red, green, blue and alpha of an area of the page, as it is on screen; they stay in the page. */
export async function pixelsIn(
  page: Page,
  { left, top, right, bottom }: Box,
): Promise<JSHandle<ArrayLike<number>>> {
  const clip = { x: left, y: top, width: right - left, height: bottom - top };
  const png = (await page.screenshot({ clip })).toString('base64');
  return page.evaluateHandle(async (png) => {
    const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    if (!context) throw new Error('expected a canvas to draw on, found none');
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height).data;
  }, png);
}
