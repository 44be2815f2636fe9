// `npm run bench -- soak [--drawings N] [--scrubs N]`: the built app is drawn on and scrubbed over without a
// reload; what it holds may not grow. Needs `npm run build`. Exits with 1 when it grew by a twentieth.
import { parseArgs } from 'node:util';
import { AppPage } from '../projects/e2e/src/app-page.ts';
import { countGpuObjects } from '../projects/e2e/src/gpu-objects.ts';
import { growth, soak, type Held } from '../projects/e2e/src/soak.ts';
import { markdownTable } from './app/markdown-table.ts';
import { serveApp } from './app/served-app.ts';
import { launchBrowser, open, prepareVisit } from './app/visit.ts';

const MOST_GROWTH = 0.05;
/**
 * V8 compiles what runs often, for as long as it runs, and counts that code as heap: 97 % of what grew
 * with it were machine code. Without compilers the heap is what the app holds.
 */
const NO_COMPILERS = '--js-flags=--no-opt --no-maglev --no-sparkplug';

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    drawings: { type: 'string', default: '2000' },
    scrubs: { type: 'string', default: '500' },
  },
});
const plan = { drawings: Number(values.drawings), scrubs: Number(values.scrubs) };

const served = await serveApp();
const browser = await launchBrowser([NO_COMPILERS]);
try {
  const visit = await prepareVisit(browser, { url: served.url, draws: 'stubbed' });
  await countGpuObjects(visit.page);
  await open(visit, served.url);
  const begun = performance.now();
  const { early, late } = await soak(new AppPage(visit.page), plan);
  const seconds = Math.round((performance.now() - begun) / 1000);
  const objects = ({ gpu }: Held): number => Object.values(gpu).reduce((sum, n) => sum + n, 0);
  const rows = [
    { name: 'heap, MB', values: [early, late].map(({ heapBytes }) => heapBytes / 1e6) },
    { name: 'buffers, MB', values: [early, late].map(({ bufferBytes }) => bufferBytes / 1e6) },
    { name: 'WebGL objects', values: [early, late].map(objects) },
  ].map(({ name, values: [before = NaN, after = NaN] }) => ({
    cells: [
      name,
      before.toFixed(2),
      after.toFixed(2),
      `${(growth(before, after) * 100).toFixed(1)} %`,
    ],
    isFlat: growth(before, after) < MOST_GROWTH,
  }));
  const head = ['what the page holds', 'after the first tenth', 'in the end', 'growth'];
  console.log(
    markdownTable(
      head,
      rows.map(({ cells }) => cells),
    ),
  );
  console.log(`\n${plan.drawings} drawings and ${plan.scrubs} scrubs in ${seconds} s.`);
  if (!rows.every(({ isFlat }) => isFlat)) process.exitCode = 1;
} finally {
  await browser.close();
  served.stop();
}
