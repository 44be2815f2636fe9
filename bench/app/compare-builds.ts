import type { Browser } from '@playwright/test';
import { markdownTable } from './markdown-table.ts';
import { medianWork, pageThreadMsAFrame } from './measure-drawing.ts';
import { measureLoad, type Load } from './measure-load.ts';
import { pageThreadMsACheckpoint } from './measure-scrub.ts';
import type { WorkTime } from './page-thread.ts';
import { megabytes, work } from './report.ts';
import { serveApp } from './served-app.ts';
import { median } from './statistics.ts';
import { visiting } from './visit.ts';

const DIGITS = [3, 8, 5];

/** What is compared. */
const ROWS = [
  ['page thread a frame while drawing', 'frame'],
  ['page thread a checkpoint, cold', 'cold'],
  ['page thread a checkpoint, stored', 'stored'],
  ['page thread a checkpoint, decoded', 'decoded'],
] as const;

const LOAD_ROWS = [
  ['compressed bytes until the first answer', 'bytesUntilAnswer'],
  ['… until the network stands', 'bytesUntilScene'],
] as const;

interface Works extends Readonly<Record<(typeof ROWS)[number][1], WorkTime>> {
  readonly load: Load;
}

/**
 * Measures two builds in turn, so that what the machine does besides meets both; draw calls stubbed.
 * @param builds folders of built apps
 * @returns medians by the clock and on a processor, milliseconds, and of bytes, as a markdown table
 */
export async function compareBuilds(
  browser: Browser,
  builds: readonly [string, string],
  rounds: number,
): Promise<string> {
  const [first, second]: [Works[], Works[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    first.push(await worksOf(browser, builds[0]));
    second.push(await worksOf(browser, builds[1]));
    console.error(`measured: round ${round + 1} of ${rounds}`);
  }
  const cell = (works: readonly Works[], part: (typeof ROWS)[number][1]): string =>
    work(medianWork(works.map((one) => one[part])));
  const bytes = (works: readonly Works[], part: (typeof LOAD_ROWS)[number][1]): string =>
    megabytes(median(works.map(({ load }) => load[part])));
  return markdownTable(
    ['what, ms (on a processor)', ...builds],
    [
      ...ROWS.map(([name, part]) => [name, cell(first, part), cell(second, part)]),
      ...LOAD_ROWS.map(([name, part]) => [name, bytes(first, part), bytes(second, part)]),
    ],
  );
}

async function worksOf(browser: Browser, build: string): Promise<Works> {
  const app = await serveApp(build);
  try {
    const options = { url: app.url, draws: 'stubbed' } as const;
    const load = await measureLoad(browser, { url: app.url, draws: 'real' }, 1);
    return await visiting(browser, options, async (visit) => ({
      frame: await pageThreadMsAFrame(visit, DIGITS),
      ...(await pageThreadMsACheckpoint(visit, app.url)),
      load,
    }));
  } finally {
    app.stop();
  }
}
