import { readFiles, type ReadNetwork } from '#formats';
import type { Page } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAsSeed } from '../../formats/testing/seed-loader.ts';
import { unpackInOrder } from '../../formats/testing/zip-builder.ts';
import { expect, test, type AppPage } from './app-page.ts';
import { expectAccessible, smallTargets } from './axe.ts';
import { readDefaultExport } from './default-export.ts';
import { DIGITS } from './digits.ts';

// Only the test draws.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** An export written by the seed project's code. */
const SEED = join(import.meta.dirname, '../../model/testing');
const SEED_FILES = [
  join(SEED, 'seed_export.json'),
  ...readdirSync(join(SEED, 'seed_export')).map((name) => join(SEED, 'seed_export', name)),
];
const ONNX = join(import.meta.dirname, '../../formats/testing/onnx/pytorch-0-255.onnx');
const CHECKED_WITHIN = { timeout: 60_000 };

const drawer = (page: Page) => page.getByRole('dialog', { name: 'Networks' });
const card = (page: Page, name: string) =>
  drawer(page).locator('app-network-card').filter({ hasText: name });
const fileInput = (page: Page) => page.locator('app-library-drawer input[type="file"]').first();

/** Opens the library, chooses files and waits for the report on them. */
async function bring(
  app: AppPage,
  page: Page,
  files: Parameters<ReturnType<typeof fileInput>['setInputFiles']>[0],
) {
  if (!(await drawer(page).isVisible())) await app.button('Networks').click();
  await expect(card(page, 'Came with the app')).toBeVisible();
  await fileInput(page).setInputFiles(files);
  const report = page.locator('app-import-sheet');
  await expect(report.locator('.verdict')).toBeVisible(CHECKED_WITHIN);
  return report;
}

/** Saves a network by its menu, and reads the file that arrives. */
async function save(
  page: Page,
  network: string,
  entry: RegExp,
): Promise<{ name: string; bytes: Buffer }> {
  await card(page, network)
    .getByRole('button', { name: /^More about/ })
    .click();
  await page.getByRole('button', { name: 'Share or save …' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download', CHECKED_WITHIN),
    page.getByRole('button', { name: entry }).click(),
  ]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

async function networkIn({ name, bytes }: { name: string; bytes: Buffer }): Promise<ReadNetwork> {
  const read = await readFiles([{ name, bytes: new Uint8Array(bytes) }]);
  if (read.kind !== 'network') throw new Error(`${name}: expected a network, found ${read.kind}`);
  return read.network;
}

test('tells what a file is before anything is kept, keeps it, and takes it back', async ({
  app,
  page,
}) => {
  await app.open();
  await app.draw(DIGITS[3] ?? []);
  await app.expectAnswer(3);
  const own = await app.settledPercentages();
  const report = await bring(app, page, SEED_FILES);
  await expect(report.locator('.verdict')).toContainText(/It reads \d+ of 100\./);
  await expect(report).toContainText('Ink counts 0 to 1, as the file says.');
  expect(await drawer(page).locator('app-network-card').count()).toBe(1);
  await report.getByRole('button', { name: 'Cancel' }).last().click();
  await expect(report).toHaveCount(0);
  expect(await app.percentages()).toEqual(own);

  const again = await bring(app, page, SEED_FILES);
  await again.getByRole('button', { name: 'Keep' }).click();
  const kept = card(page, 'seed_export');
  await expect(kept).toContainText('reads now');
  await expect(kept.locator('.use')).toBeFocused();
  await expect(app.timeline).toHaveAttribute('max', '2');
  await expect.poll(() => app.percentages()).not.toEqual(own);
  const shown = await app.settledPercentages();

  await kept.getByRole('button', { name: /^More about/ }).click();
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'New name' }).fill('Brought along');
  await page.keyboard.press('Enter');
  await expect(card(page, 'Brought along')).toBeVisible();
  await card(page, 'Brought along')
    .getByRole('button', { name: /^More about/ })
    .click();
  await page.getByRole('button', { name: 'Begin each visit with it' }).click();

  await app.open();
  await expect(app.timeline).toHaveAttribute('max', '2');
  await expect.poll(() => app.percentages()).toEqual(shown);

  await app.button('Networks').click();
  await card(page, 'Brought along')
    .getByRole('button', { name: /^More about/ })
    .click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(card(page, 'Brought along')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Undo' }).last()).toBeFocused();
  await expect(app.timeline).toHaveAttribute('max', '34');
  await page.keyboard.press('Enter');
  await expect(card(page, 'Brought along')).toContainText('reads now');
  await expect.poll(() => app.percentages()).toEqual(shown);
});

test('finds out how ink counts, and only looks at a network', async ({ app, page }) => {
  await app.open();
  const report = await bring(app, page, ONNX);
  await expect(report).toContainText('from PyTorch');
  await expect(report).toContainText(/Ink counts|How does ink count/);
  await report.getByRole('button', { name: 'Only look' }).click();
  await expect(drawer(page)).toContainText('You are only looking at');
  await expect(app.timeline).toHaveAttribute('max', '0');
  await card(page, 'Came with the app').locator('.use').click();
  await expect(app.timeline).toHaveAttribute('max', '34');
  await expect(drawer(page)).not.toContainText('You are only looking at');
});

test('refuses in one sentence, and changes nothing', async ({ app, page }) => {
  await app.open();
  const report = await bring(app, page, SEED_FILES.slice(0, -1));
  await expect(report.locator('.reason')).toContainText(/seed_export.*expected.*found/);
  await expect(report).toContainText('Nothing has changed.');
  await page.keyboard.press('Escape');
  await expect(app.timeline).toHaveAttribute('max', '34');
});

test('saves the whole network, the checkpoint on screen, and ONNX', async ({ app, page }) => {
  test.slow();
  await app.open();
  await app.moveTo(12);
  await app.button('Networks').click();
  const own = 'Came with the app';
  const { manifest } = readDefaultExport();

  const zip = await save(page, own, /^All moments/);
  expect(zip.name).toBe('mlp_weights.zip');
  const whole = await networkIn(zip);
  expect(whole.checkpoints.map(({ moment }) => moment.id)).toEqual(
    manifest.timeline.map(({ id }) => id),
  );
  expect(whole.training).toEqual(manifest.training ?? {});
  // Unpacked into the seed's `exports/`, it works there.
  const files = unpackInOrder(new Uint8Array(zip.bytes));
  const seeds = loadAsSeed('mlp_weights.json', (path) => files.get(path));
  expect(seeds.length).toBe(35);
  expect(seeds[34]?.layers.map(({ weights }) => weights)).toEqual(
    whole.checkpoints[34]?.weights.map(({ weights }) => weights),
  );

  const moment = await networkIn(await save(page, own, /^This moment/));
  expect(moment.checkpoints.map(({ moment }) => moment.id)).toEqual([manifest.timeline[12]?.id]);
  expect(moment.checkpoints[0]?.weights).toEqual(whole.checkpoints[12]?.weights);

  const onnx = await save(page, own, /^For other programs/);
  expect(onnx.name).toBe('mlp_weights.onnx');
  const exported = await networkIn(onnx);
  expect(exported.checkpoints[0]?.weights).toEqual(whole.checkpoints[12]?.weights);
  expect(exported.spec.normalization).toEqual(whole.spec.normalization);
});

test('shows what each network reads on the paper', async ({ app, page }) => {
  await app.open();
  await app.button('Networks').click();
  await expect(drawer(page)).toContainText('Draw a digit, and each of them reads it here.');
  await page.keyboard.press('Escape');
  await app.draw(DIGITS[7] ?? []);
  await app.expectAnswer(7);
  await app.button('Networks').click();
  await expect(card(page, 'Came with the app').locator('.numeral')).toHaveText('7');
});

/** Drops or pastes files, which drivers cannot do. */
async function give(page: Page, how: 'drop' | 'paste', names: Readonly<Record<string, string>>) {
  await page.locator('app-digit-pad').evaluate(
    (pad, { how, names }) => {
      const data = new DataTransfer();
      for (const [name, text] of Object.entries(names)) data.items.add(new File([text], name));
      const init = { bubbles: true, cancelable: true };
      if (how === 'paste')
        pad.dispatchEvent(new ClipboardEvent('paste', { ...init, clipboardData: data }));
      else {
        for (const type of ['dragover', 'drop'])
          pad.dispatchEvent(new DragEvent(type, { ...init, dataTransfer: data }));
      }
    },
    { how, names },
  );
}

test('takes what is dropped or pasted anywhere, or opened with the app', async ({ app, page }) => {
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
  const reason = page.locator('app-import-sheet .reason');
  await give(page, 'drop', { 'horse.json': 'a horse' });
  await expect(reason).toContainText('horse.json', CHECKED_WITHIN);
  await page.keyboard.press('Escape');
  await give(page, 'paste', { 'cow.json': '{"layers": []}' });
  await expect(reason).toContainText('cow.json', CHECKED_WITHIN);
  await page.keyboard.press('Escape');
  await page.evaluate(() => {
    const file = new File(['{"timeline": []}'], 'pig.json');
    const { launch } = window as unknown as { launch: (params: unknown) => void };
    launch({ files: [{ getFile: () => Promise.resolve(file) }] });
  });
  await expect(reason).toContainText('pig.json', CHECKED_WITHIN);
  await give(
    page,
    'drop',
    Object.fromEntries(
      SEED_FILES.map((path) => [path.split('/').at(-1) ?? '', readFileSync(path, 'utf8')]),
    ),
  );
  await expect(page.locator('app-import-sheet .verdict')).toContainText('It reads', CHECKED_WITHIN);
});

test('is as accessible as the rest: list, menu, report, refusal', async ({ app, page }) => {
  await app.open();
  await app.draw(DIGITS[7] ?? []);
  await app.button('Networks').click();
  await expect(card(page, 'Came with the app').locator('.numeral')).toHaveText('7');
  await expectAccessible(page, 'networks', 'app-library-drawer');
  await card(page, 'Came with the app')
    .getByRole('button', { name: /^More about/ })
    .click();
  await page.getByRole('button', { name: 'Share or save …' }).click();
  await expectAccessible(page, 'saving a network', 'app-library-drawer');
  await page.keyboard.press('Escape');
  await bring(app, page, SEED_FILES);
  await expectAccessible(page, 'report', 'app-library-drawer');
  await expect.poll(() => smallTargets(page)).toEqual([]);
  await bring(app, page, SEED_FILES.slice(1));
  await expectAccessible(page, 'refused', 'app-library-drawer');
});
