import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app-page.ts';
import { DIGITS } from './digits.ts';

/** An export written by the seed project's code. */
const SEED = join(import.meta.dirname, '../../model/testing');
const MANIFEST = join(SEED, 'seed_export.json');
const SNAPSHOTS = readdirSync(join(SEED, 'seed_export')).map((name) =>
  join(SEED, 'seed_export', name),
);

const fileInput = (page: Page) => page.locator('app-weights-settings input[type="file"]');

test('imports weights from files, and still has them on the next visit without a server', async ({
  app,
  page,
}) => {
  await app.open();
  await app.draw(DIGITS[3] ?? []);
  await app.expectAnswer(3);
  const before = await app.percentages();
  await page.locator('.settings').click();
  await fileInput(page).setInputFiles([MANIFEST, ...SNAPSHOTS]);
  await expect(app.timeline).toHaveAttribute('max', '2');
  await expect.poll(() => app.percentages()).not.toEqual(before);
  const shown = await app.percentages();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await app.open();
  await expect(app.timeline).toHaveAttribute('max', '2');
  await app.draw(DIGITS[3] ?? []);
  await expect.poll(() => app.percentages()).toEqual(shown);
  await app.moveTo(0);
  await expect.poll(() => app.percentages()).not.toEqual(shown);
  expect(asked.filter((url) => url.includes('imported-weights'))).toEqual([]);
});

test('names the missing snapshot, and keeps the weights on screen', async ({ app, page }) => {
  await app.open();
  await page.locator('.settings').click();
  await fileInput(page).setInputFiles([MANIFEST, ...SNAPSHOTS.slice(1)]);
  await expect(page.locator('app-weights-settings .reason')).toContainText('000_initial.json');
  await page.keyboard.press('Escape');
  await expect(app.timeline).toHaveAttribute('max', '34');
  await app.draw(DIGITS[3] ?? []);
  await app.expectAnswer(3);
});

test('opens the files that the operating system launched it with', async ({ app, page }) => {
  // What Chromium does for an installed app, which a test cannot install.
  await page.addInitScript(() => {
    const queue = {
      setConsumer: (consumer: (params: unknown) => void) => {
        Object.assign(window, { launch: consumer });
      },
    };
    Object.defineProperty(window, 'launchQueue', { value: queue });
  });
  await app.open();
  await page.evaluate(() => {
    const file = new File(['{"layers": []}'], 'horse.json');
    const { launch } = window as unknown as { launch: (params: unknown) => void };
    launch({ files: [{ getFile: () => Promise.resolve(file) }] });
  });
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await expect(settings).toBeVisible();
  await expect(settings.locator('.reason')).toContainText('expected a network');
});

/** Drops files on the page, which drivers cannot do. */
async function drop(page: Page, paths: readonly string[]): Promise<void> {
  const files = paths.map((path) => ({ name: basename(path), text: readFileSync(path, 'utf8') }));
  await page.locator('app-digit-pad').evaluate((pad, files) => {
    const dataTransfer = new DataTransfer();
    for (const { name, text } of files) dataTransfer.items.add(new File([text], name));
    const init = { bubbles: true, cancelable: true, dataTransfer };
    for (const type of ['dragover', 'drop']) pad.dispatchEvent(new DragEvent(type, init));
  }, files);
}

test('imports files dropped on the page, or says why it cannot', async ({ app, page }) => {
  await app.open();
  await drop(page, [import.meta.filename]);
  const refusal = page.locator('app-notices');
  await expect(refusal).toContainText('“imported-weights.e2e.ts” holds no weights.');
  await refusal.getByRole('button', { name: 'Close' }).click();
  await drop(page, []);
  await expect(refusal).toContainText('Only files can be dropped here');
  await drop(page, [MANIFEST, ...SNAPSHOTS]);
  await expect(app.timeline).toHaveAttribute('max', '2');
  await expect(refusal).not.toContainText('Only files can be dropped here');
});
