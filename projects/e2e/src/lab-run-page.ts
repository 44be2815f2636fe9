import { expect, type Locator, type Page } from '@playwright/test';
import { storedRecords } from './stored-records.ts';

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

/** Opens the lab anew. */
export async function open(page: Page, query: string): Promise<void> {
  await page.goto(`./#/lab?${query}`);
  await page.reload();
}

/** Opens the lab anew, learns with a recipe, and keeps the network. */
export async function keep(page: Page, query: string): Promise<void> {
  await open(page, query);
  await start(page);
  const button = page.getByRole('button', { name: /Keep the network|Netz behalten/ });
  await expect(button).toHaveClass(/pill-button/, { timeout: 90_000 });
  await button.click();
  await expect(page.getByText(/^Kept\. You|^Behalten\. Du/)).toBeVisible();
}

/** Keeps the network, and gives the hashes of its checkpoints, as they are stored. */
export async function keptHashes(page: Page): Promise<string[]> {
  await page.getByRole('button', { name: 'Keep the network' }).click();
  await expect(page.getByText('Kept. You find it under Networks.')).toBeVisible();
  const records = await storedRecords(page, 'library', ['checkpoints']);
  return records.evaluate(([checkpoints = []]) =>
    checkpoints.map(({ value }) => (value as { sha256: string }).sha256),
  );
}
