// `npm run bench -- ink-canvas [--every N]`: whether ink stays on a canvas that a GPU paints, in software here: all golden
// drawings and all samples, or each Nth, with erasing, undo, redo and other canvas sizes in between, compared with
// canvases that are painted in one go.
import { DEFAULT_BRUSH, parseDigitSamples } from '#model';
import { chromium } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { GOLDEN_DRAWINGS } from '../projects/drawings/golden/golden-drawings.ts';
import { openModules } from '../projects/e2e/src/page-modules.ts';
import { findBrowser, thisMachine } from '../scripts/find-browser.ts';
import type * as Replay from '../src/app/features/drawing/testing/replay-drawings.ts';
import type { DrawingRun } from '../src/app/features/drawing/testing/replay-drawings.ts';
import { seeded, seededStrokes } from '../src/app/features/drawing/testing/drawing-frames.ts';
import { markdownTable } from './app/markdown-table.ts';

/** Canvases on the page at the same time. */
const TOGETHER = 20;
/** Strokes over a sample, and points of each. */
const STROKES = 2;
const POINTS = 12;

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: { every: { type: 'string', default: '1' } },
});
const every = Number(values.every);
if (!Number.isInteger(every) || every < 1) {
  throw new RangeError(`--every: expected a whole number from 1, found ${values.every}`);
}

const SAMPLES = join(import.meta.dirname, '../public/samples/mnist-test.bin');

const golden = GOLDEN_DRAWINGS.map(({ strokes }, seed) => ({
  strokes: strokes.map((points) => ({ points, brush: DEFAULT_BRUSH })),
  seed,
}));
const samples = parseDigitSamples(readFileSync(SAMPLES), SAMPLES);
const pictures = Array.from({ length: 10 * samples.perDigit }, (_, seed): DrawingRun => ({
  strokes: seededStrokes(STROKES, POINTS, seeded(seed)),
  seed,
  picture: [...samples.image(seed % 10, Math.floor(seed / 10))],
}));

const browser = await chromium.launch({
  executablePath: findBrowser(thisMachine),
  // Those of the end-to-end tests that look at pictures: canvases are painted by a GPU, in software.
  args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
});
try {
  const page = await browser.newPage();
  await openModules(page);
  const rows: string[][] = [];
  for (const [name, all] of [
    ['golden drawings', golden],
    ['samples, drawn and erased on', pictures],
  ] as const) {
    const runs = all.filter((_, index) => index % every === 0);
    const lost: number[] = [];
    for (let start = 0; start < runs.length; start += TOGETHER) {
      const some = runs.slice(start, start + TOGETHER);
      lost.push(
        ...(await page.evaluate(
          async ([path, runs]) => ((await import(path)) as typeof Replay).replayDrawings(runs),
          ['/src/app/features/drawing/testing/replay-drawings.ts', some] as const,
        )),
      );
    }
    const differing = lost.filter((pixels) => pixels > 0);
    rows.push([
      name,
      ...[runs.length, differing.length, differing.reduce((sum, pixels) => sum + pixels, 0)].map(
        (value) => value.toLocaleString('en'),
      ),
    ]);
  }
  const head = ['canvases', 'drawn', 'that differ', 'pixels that differ, edges apart'];
  console.log(markdownTable(head, rows));
  console.log(`\nChromium ${browser.version()}, its GPU in software.`);
} finally {
  await browser.close();
}
