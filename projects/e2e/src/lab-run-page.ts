import { expect, type Locator, type Page } from '@playwright/test';

/** 784-16-10 on 1,000 digits: a second of learning at full speed. */
export const SHORT = 'layers=16&digits=1000&batch=16&stop=5x&pace=full';
/** Nothing ends it. */
export const ENDLESS = SHORT.replace('5x', 'never');

/** Begins the run. */
export function start(page: Page): Promise<void> {
  return page.locator('[data-part=start]').click();
}

/** How many of 100 are read right. */
export function result(page: Page): Locator {
  return page.locator('[data-part=result]');
}

/** Waits until the run has ended. */
export function ended(page: Page): Promise<void> {
  return expect(page.getByRole('button', { name: 'Keep the network' })).toHaveClass(/pill-button/, {
    timeout: 90_000,
  });
}

/** Images that the run has seen, as the page says. */
export async function imagesShown(page: Page): Promise<number> {
  return Number.parseInt((await page.locator('[data-part=images]').innerText()).replace(',', ''));
}

/** As when the tablet is switched off. */
export async function hide(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: true, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

/** The curve in numbers. */
export async function curveTable(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  const table = page.locator('app-curve-table');
  // The drawer opens in its own time, and hidden text is none.
  await expect(table.getByRole('row').last()).toBeVisible();
  const text = await table.innerText();
  await page.keyboard.press('Escape');
  return text;
}

/** Keeps the network, and gives the hashes of its checkpoints, as they are stored. */
export async function keptHashes(page: Page): Promise<string[]> {
  await page.getByRole('button', { name: 'Keep the network' }).click();
  await expect(page.getByText('Kept. You find it under Networks.')).toBeVisible();
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('library');
      opening.onsuccess = () => {
        resolve(opening.result);
      };
      opening.onerror = () => {
        reject(new Error(String(opening.error)));
      };
    });
    const reading = database.transaction('checkpoints').objectStore('checkpoints').getAll();
    await new Promise((resolve, reject) => {
      reading.onsuccess = resolve;
      reading.onerror = reject;
    });
    database.close();
    return (reading.result as { sha256: string }[]).map(({ sha256 }) => sha256);
  });
}
