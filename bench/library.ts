// `npm run bench -- library [--rounds N]`: what bringing a network with 35 checkpoints costs, from the chosen file to the
// report and from "Keep" until it reads, with the page's longest task meanwhile (needs `npm run build`).
import { writeZip } from '#formats';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readDefaultExport } from '../projects/e2e/src/default-export.ts';
import { markdownTable } from './app/markdown-table.ts';
import { serveApp } from './app/served-app.ts';
import { median } from './app/statistics.ts';
import { launchBrowser, open, prepareVisit } from './app/visit.ts';

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: { rounds: { type: 'string', default: '5' } },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  throw new RangeError(`--rounds: expected a whole number from 1, found ${values.rounds}`);
}

const EXPORTS = join(import.meta.dirname, '../exports');

/** The default network's export as one file, under another name than the app's own. */
function defaultExportZip(): Uint8Array {
  const paths = readDefaultExport().manifest.timeline.map(({ shard }) => shard.path);
  return writeZip(
    ['mlp_weights.json', ...paths].map((name) => ({
      name,
      bytes: new Uint8Array(readFileSync(join(EXPORTS, name))),
    })),
  );
}

interface Import {
  readonly reportMs: number;
  readonly keepMs: number;
  readonly longestTaskMs: number;
}

// By its path: bytes would be handed over on the page's thread.
const folder = mkdtempSync(join(tmpdir(), 'bench-library-'));
const file = join(folder, 'mine.zip');
writeFileSync(file, defaultExportZip());
const app = await serveApp();
const browser = await launchBrowser();
try {
  const imports: Import[] = [];
  for (let round = 0; round < rounds; round++) imports.push(await importOnce());
  const row = (name: string, of: (one: Import) => number): string[] => [
    name,
    median(imports.map(of)).toFixed(0),
    Math.max(...imports.map(of)).toFixed(0),
  ];
  console.log(
    markdownTable(
      [
        `${(statSync(file).size / 1e6).toFixed(2)} MB, 35 checkpoints, ${rounds} imports`,
        'median, ms',
        'most, ms',
      ],
      [
        row('chosen until the report stands', ({ reportMs }) => reportMs),
        row('"Keep" until it is stored and reads', ({ keepMs }) => keepMs),
        row('both', ({ reportMs, keepMs }) => reportMs + keepMs),
        row("the page's longest task", ({ longestTaskMs }) => longestTaskMs),
      ],
    ),
  );
} finally {
  await browser.close();
  app.stop();
  rmSync(folder, { recursive: true });
}

/** Imports the file on a first visit. */
async function importOnce(): Promise<Import> {
  const visit = await prepareVisit(browser, { url: app.url, draws: 'stubbed' });
  const { context, page } = visit;
  try {
    await open(visit, app.url);
    await page.getByRole('button', { name: 'Networks' }).click();
    const cards = page.locator('app-library-drawer app-network-card');
    await cards.first().waitFor();
    // The drawer's own first frames are not the import's.
    await page.waitForTimeout(1000);
    await page.evaluate(() => {
      const tasks: number[] = [];
      Object.assign(window, { tasks });
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) tasks.push(duration);
      }).observe({ type: 'longtask' });
    });
    const began = performance.now();
    await page.locator('app-library-drawer input[type="file"]').first().setInputFiles(file);
    await page.locator('app-import-sheet .verdict').waitFor();
    const reported = performance.now();
    await page.locator('app-import-sheet').getByRole('button', { name: 'Keep' }).click();
    await cards.filter({ hasText: 'mine' }).filter({ hasText: 'reads now' }).waitFor();
    const kept = performance.now();
    // Tasks of less than 50 ms are not told.
    const tasks = await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks);
    return {
      reportMs: reported - began,
      keepMs: kept - reported,
      longestTaskMs: Math.max(0, ...tasks),
    };
  } finally {
    await context.close();
  }
}
