import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from '#model';
import { damaged, SUBJECTS } from '../../formats/testing/damaged-files.ts';
import { expect, test } from './app-page.ts';
import { libraryState, LibraryWorker } from './library-worker.ts';
import { setQuota } from './quota.ts';

const FOLDER = join(import.meta.dirname, '../../model/testing');
/** An export written by the seed project's code. */
const SEED = [
  'seed_export.json',
  ...readdirSync(join(FOLDER, 'seed_export')).map((name) => `seed_export/${name}`),
].map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(FOLDER, name))) }));

test('keeps nothing of a network where there is no space left, and says so', async ({
  app,
  page,
  baseURL,
}) => {
  await setQuota(page, baseURL, 10_000);
  await app.open();
  const library = await LibraryWorker.start(page);
  await library.ask('contents');
  const before = await libraryState(page);
  const { id } = await library.check(SEED);
  await expect(library.ask('keep', { report: id, name: 'x' })).rejects.toThrow(/no room in it/);
  expect(await libraryState(page)).toEqual(before);
  // It can still be looked at.
  const address = await library.ask('look', { report: id });
  await library.ask('open', { address });
});

/** Of each kind; a spec of `projects/formats` tries ten times as many. */
const DAMAGED = 25;

test('changes nothing in the library, whatever is wrong with files', async ({ app, page }) => {
  await app.open();
  const library = await LibraryWorker.start(page);
  const { id } = await library.check(SEED);
  await library.ask('keep', { report: id, name: 'good' });
  const before = await libraryState(page);
  const outcomes = { read: 0, refused: 0 };
  for (const [index, subject] of SUBJECTS.entries()) {
    for (const isBlind of [true, false]) {
      for (let seed = 0; seed < DAMAGED; seed++) {
        const random = Random.forItem(seed, index, isBlind ? 1 : 2);
        const refusal = await library.refusal(damaged(subject, seed, isBlind, random));
        outcomes[refusal === undefined ? 'read' : 'refused'] += 1;
        if (refusal !== undefined) expect(refusal).toMatch(/^[^\n]+: expected .+, found .+$/);
      }
    }
  }
  expect(outcomes.refused).toBeGreaterThan(DAMAGED);
  expect(await libraryState(page)).toEqual(before);
  expect((await library.networks()).map(({ name }) => name)).toEqual(['', 'good']);
});
