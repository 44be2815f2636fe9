import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './app-page.ts';
import { libraryState, LibraryWorker } from './library-worker.ts';

const FOLDER = join(import.meta.dirname, '../../model/testing');
/** An export written by the seed project's code. */
const SEED = [
  'seed_export.json',
  ...readdirSync(join(FOLDER, 'seed_export')).map((name) => `seed_export/${name}`),
].map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(FOLDER, name))) }));

test('keeps nothing of a network where there is no space left, and says so', async ({
  app,
  page,
  context,
  baseURL,
}) => {
  const session = await context.newCDPSession(page);
  const { origin } = new URL(baseURL ?? '');
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 10_000 });
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
