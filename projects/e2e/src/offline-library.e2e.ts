import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ChosenFile } from '#formats';
import { expect } from './app-page.ts';
import { DIGITS } from './digits.ts';
import { libraryState, LibraryWorker } from './library-worker.ts';
import { expectReady, test } from './offline-visit.ts';
import { makeSmallBuild } from './small-build.ts';

const PROJECTS = join(import.meta.dirname, '../..');
const fileAt = (folder: string, name: string): ChosenFile => ({
  name,
  bytes: new Uint8Array(readFileSync(join(PROJECTS, folder, name))),
});
/** An export written by the seed project's code. */
const SEED = [
  fileAt('model/testing', 'seed_export.json'),
  ...readdirSync(join(PROJECTS, 'model/testing/seed_export')).map((name) =>
    fileAt('model/testing', `seed_export/${name}`),
  ),
];
/** A network that PyTorch wrote, for which ink counts 0 to 255. */
const PYTORCH = fileAt('formats/testing/onnx', 'pytorch-0-255.onnx');

let small = '';
test.beforeAll(() => {
  small = makeSmallBuild();
});
test.afterAll(() => {
  rmSync(small, { recursive: true });
});

test('keeps, renames, writes, removes and takes back networks without a server: the same answers', async ({
  app,
  page,
  server,
}) => {
  await server.restart(small);
  await app.open();
  await expectReady(page);
  await server.kill();
  await app.open();
  let library = await LibraryWorker.start(page);

  /** Has a network read in this tab, and what it answers to a 3. */
  const answersOf = async (address: string): Promise<number[]> => {
    await page.evaluate((address) => {
      sessionStorage.setItem(`${new URL('.', document.baseURI).pathname}:weights`, address);
    }, address);
    await app.open();
    library = await LibraryWorker.start(page);
    await expect(app.timeline).toHaveAttribute('max', '2');
    // The tab remembers which checkpoint was shown.
    await app.moveTo(2);
    await expect(app.timeline).toHaveAttribute('aria-valuetext', /Checkpoint 3 of 3/);
    await app.draw(DIGITS[3] ?? []);
    const sum = async (): Promise<number> =>
      Math.round((await app.percentages()).reduce((total, percent) => total + percent, 0));
    await expect.poll(sum).toBe(100);
    const answers = await app.settledPercentages();
    await app.button('Clear').click();
    return answers;
  };

  const address = await library.keep(SEED, 'seed');
  const answers = await answersOf(address);
  await app.moveTo(0);
  await expect(app.timeline).toHaveAttribute('aria-valuetext', /Checkpoint 1 of 3/);

  await library.ask('rename', { address, name: 'Our first' });
  expect((await library.networks()).map(({ name }) => name)).toEqual(['', 'Our first']);
  const zip = await library.write(address, 'zip');
  expect(zip.map(({ name }) => name)).toEqual(['Our-first.zip']);

  await library.ask('remove', { address });
  expect((await library.networks()).length).toBe(1);
  await library.ask('restore', { address });
  expect((await library.networks()).length).toBe(2);
  await library.ask('remove', { address });
  await expect.poll(async () => (await libraryState(page)).networks.length).toBe(0);

  const back = await library.keep(zip, 'back');
  expect(back).not.toBe(address);
  expect(await answersOf(back)).toEqual(answers);
  // One of another program, whose ink is found out on the digits that are on the device.
  const { ink } = await library.check([PYTORCH]);
  expect(ink).toEqual({
    kind: 'found',
    tried: 16,
    reading: { scale: '0-255', isInverted: false, isTransposed: false },
  });
});
