import type { Page } from '@playwright/test';
import { markdownTable } from '../app/markdown-table.ts';
import { serveApp } from '../app/served-app.ts';
import { median, percentile } from '../app/statistics.ts';
import { launchBrowser, type Visit } from '../app/visit.ts';
import { busyThread, type BusyThread } from './busy-thread.ts';
import type { MeasureOptions } from './compare-learners.ts';
import { ENDLESS, openLab, prepareLab, startRun } from './lab-visit.ts';

const LONG_MS = 50;

interface Spent extends BusyThread {
  readonly imagesPerSecond: number;
}

/** What the live view costs the run, and the run the page. */
export async function liveView({ rounds, seconds }: MeasureOptions): Promise<string> {
  const app = await serveApp();
  const browser = await launchBrowser();
  try {
    const visit = await prepareLab(browser, app.url);
    await openLab(visit, app.url, ENDLESS);
    const idle = await spent(visit, seconds);
    await startRun(visit.page, 20_000);
    const [seen, unseen]: [Spent[], Spent[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      for (const isSeen of round % 2 === 0 ? [true, false] : [false, true]) {
        await setView(visit.page, isSeen);
        (isSeen ? seen : unseen).push(await spent(visit, seconds));
      }
    }
    const speed = (all: readonly Spent[]): number => median(all.map((one) => one.imagesPerSecond));
    const cost = (1 - speed(seen) / speed(unseen)) * 100;
    const figures = (all: readonly Spent[]): string[] => {
      const frames = all.flatMap((one) => one.frames);
      return [
        median(frames).toFixed(2),
        percentile(frames, 0.95).toFixed(2),
        Math.max(...all.map(({ longestMs }) => longestMs)).toFixed(1),
      ];
    };
    const table = markdownTable(
      [
        '784-128-64-10 at full pace, draws stubbed',
        'images/s',
        'page thread a frame, ms: median',
        '95 %',
        'longest task',
      ],
      [
        ['idle', '', ...figures([idle])],
        ['learning, live view', Math.round(speed(seen)).toLocaleString('en'), ...figures(seen)],
        [
          'learning, no weights shown',
          Math.round(speed(unseen)).toLocaleString('en'),
          ...figures(unseen),
        ],
      ],
    );
    return `${table}\n\nThe live view costs ${cost.toFixed(1)} % of the images/s. Tasks over ${LONG_MS} ms count.`;
  } finally {
    await browser.close();
    app.stop();
  }
}

async function setView(page: Page, isSeen: boolean): Promise<void> {
  await page.evaluate((areHeld) => {
    window.lab.holdFrames(areHeld);
  }, !isSeen);
  await page.waitForTimeout(300);
}

async function spent({ page, context }: Visit, seconds: number): Promise<Spent> {
  const images = (): Promise<number> => page.evaluate(() => window.lab.imagesShown);
  let imagesPerSecond = 0;
  const busy = await busyThread(context, async () => {
    const [before, began] = [await images(), performance.now()];
    await page.waitForTimeout(seconds * 1000);
    const [after, ms] = [await images(), performance.now() - began];
    imagesPerSecond = ((after - before) * 1000) / ms;
  });
  return { ...busy, imagesPerSecond };
}
