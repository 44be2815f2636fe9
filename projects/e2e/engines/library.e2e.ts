import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DIGITS } from '../src/digits.ts';
import type { EngineApp } from './engine-app.ts';
import { expect, test } from './engine-test.ts';
import { chooseInMenu, KEPT, saveAsOnnx } from './kept-network.ts';
import { poll } from './poll.ts';

test.use({ hasPicture: false });

/** An export written by the seed project's code. */
const SEED = join(import.meta.dirname, '../../model/testing');
const MANIFEST = join(SEED, 'seed_export.json');
const SNAPSHOTS = readdirSync(join(SEED, 'seed_export')).map((name) =>
  join(SEED, 'seed_export', name),
);

/** Opens the library. */
async function openLibrary(app: EngineApp): Promise<void> {
  await app.click({ selector: 'header .networks' });
  await app.expectText('app-network-card .name', /./);
}

/** Chooses files in the library, and waits for the report on them. */
async function choose(app: EngineApp, paths: readonly string[]): Promise<void> {
  await app.page.chooseFiles('app-library-drawer input[type="file"]', paths);
  await app.expectText('app-import-sheet .verdict', /./);
}

test('keeps a network of several files, reads with it on the next visit, saves it, and deletes it', async ({
  app,
}) => {
  await app.open();
  await app.draw(DIGITS[3] ?? []);
  await app.expectAnswer(3);
  const own = await app.percentages();
  await openLibrary(app);
  await choose(app, [MANIFEST, ...SNAPSHOTS]);
  await app.expectText('app-import-sheet .verdict', /It reads \d+ of 100\./);
  await app.click({ selector: 'app-import-sheet button', name: 'Keep' });
  await app.expectText(`${KEPT} .marks`, /reads now/);
  await poll(() => app.percentages()).not.toEqual(own);
  const shown = await app.percentages();

  await app.reload();
  await poll(() => app.percentages()).toEqual(shown);

  await openLibrary(app);
  const { network } = await saveAsOnnx(app);
  expect(network.spec.layers.length).toBe(3);

  await chooseInMenu(app, 'Delete');
  await poll(() => app.count(KEPT)).toBe(0);
  await poll(() => app.percentages()).toEqual(own);
});

test('names the snapshot that is missing beside a manifest', async ({ app }) => {
  await app.open();
  await openLibrary(app);
  const [missing = '', ...others] = SNAPSHOTS;
  await choose(app, [MANIFEST, ...others]);
  await app.expectText('app-import-sheet .reason', new RegExp(`seed_export/${basename(missing)}`));
  await app.expectText('app-import-sheet', /Nothing has changed\./);
});
