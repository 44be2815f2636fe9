import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFiles, writeExportZip, type ChosenFile } from '#formats';
import { AppPage, expect, test } from './app-page.ts';
import { launchKillable, type KillableBrowser } from './killable-browser.ts';
import { libraryState, LibraryWorker, type LibraryState } from './library-worker.ts';

const EXPORTS = join(import.meta.dirname, '../../../exports');
const CHECKPOINTS = 35;
/** Moments of an import, as shares of the time that one takes; `ALL_MOMENTS=1` tries twenty. */
const COUNT = process.env['ALL_MOMENTS'] === undefined ? 5 : 20;
const MOMENTS = Array.from({ length: COUNT }, (_, index) => (index + 0.5) / COUNT);

async function zipOfAll(): Promise<ChosenFile> {
  const paths = [
    'mlp_weights.json',
    ...readdirSync(join(EXPORTS, 'mlp_weights')).map((name) => `mlp_weights/${name}`),
  ];
  const files = paths.map((name) => ({
    name,
    bytes: new Uint8Array(readFileSync(join(EXPORTS, name))),
  }));
  const found = await readFiles(files);
  if (found.kind !== 'network') throw new Error('exports: expected a network');
  return { name: 'all.zip', bytes: writeExportZip(found.network) };
}

test('keeps a network whole or not at all, whenever the browser is killed', async ({
  baseURL,
  launchOptions,
}) => {
  test.setTimeout(600_000);
  const profile = mkdtempSync(join(tmpdir(), 'killed-'));
  const zip = await zipOfAll();
  const launch = async (): Promise<KillableBrowser> => {
    const browser = await launchKillable(launchOptions, profile);
    await new AppPage(browser.page).open(baseURL);
    return browser;
  };
  let browser = await launch();
  try {
    let library = await LibraryWorker.start(browser.page);
    // Once to the end: how long it takes, and what is there before.
    const { id } = await library.check([zip]);
    const startMs = performance.now();
    await library.ask('keep', { report: id, name: 'first' });
    const takesMs = performance.now() - startMs;
    let before = await libraryState(browser.page);
    expect(countsOf(before)).toEqual(whole(1));
    const outcomes = { whole: 0, nothing: 0 };
    for (const moment of MOMENTS) {
      const { id } = await library.check([zip]);
      const keeping = expectEnd(library.ask('keep', { report: id, name: `at ${moment}` }));
      await new Promise((resolve) => setTimeout(resolve, moment * takesMs));
      await browser.kill();
      await keeping;
      browser = await launch();
      library = await LibraryWorker.start(browser.page);
      const after = await libraryState(browser.page);
      if (after.hash === before.hash) {
        outcomes.nothing += 1;
      } else {
        outcomes.whole += 1;
        expect(countsOf(after), `killed at ${moment}`).toEqual(whole(before.networks.length + 1));
      }
      const { networks } = (await library.ask('contents')) as { networks: unknown[] };
      expect(networks.length).toBe(after.networks.length + 1);
      before = after;
    }
    test.info().annotations.push({ type: 'outcomes', description: JSON.stringify(outcomes) });
  } finally {
    await browser.kill();
    rmSync(profile, { recursive: true, force: true });
  }
});

/** Waits for an answer that a killed browser does not give any more. */
async function expectEnd(answer: Promise<unknown>): Promise<void> {
  try {
    await answer;
  } catch (error) {
    if (!String(error).includes('closed')) throw error;
  }
}

/** What there is in a library, in numbers. */
function countsOf({ networks, checkpoints, sound }: LibraryState): unknown {
  return { networks: networks.length, checkpoints, sound };
}

/** So many networks, all of whose checkpoints are undamaged. */
function whole(networks: number): unknown {
  const checkpoints = networks * CHECKPOINTS;
  return { networks, checkpoints, sound: checkpoints };
}
