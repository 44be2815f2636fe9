import type { Page } from '@playwright/test';
import { markdownTable } from '../app/markdown-table.ts';
import { serveApp } from '../app/served-app.ts';
import { median, percentile } from '../app/statistics.ts';
import { launchBrowser, type Visit } from '../app/visit.ts';
import type { MeasureOptions } from './compare-learners.ts';
import { ENDLESS, openLab, prepareLab, startRun } from './lab-visit.ts';

const FRAME_MS = 1000 / 60;
const LONG_MS = 50;

interface Spent {
  /** Busy time of the page's thread in each sixtieth of a second, milliseconds. */
  readonly frames: readonly number[];
  /** The longest task. */
  readonly longestMs: number;
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
  const session = await context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('expected a browser to measure, found none');
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    events.push(...(value as unknown as TraceEvent[]));
  });
  const ended = new Promise<void>((resolve) => {
    session.once('Tracing.tracingComplete', () => {
      resolve();
    });
  });
  await session.send('Tracing.start', {
    traceConfig: {
      includedCategories: ['toplevel', '__metadata'],
      recordMode: 'recordAsMuchAsPossible',
    },
    transferMode: 'ReportEvents',
  });
  const [before, began] = [await images(), performance.now()];
  await page.waitForTimeout(seconds * 1000);
  const [after, ms] = [await images(), performance.now() - began];
  await session.send('Tracing.end');
  await ended;
  await session.detach();
  return { ...busyFrames(events), imagesPerSecond: ((after - before) * 1000) / ms };
}

/** Of Chromium's trace format; microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Of that, on a processor. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** On a busy machine, a task also waits for its turn: what counts is its work. */
function workOf({ tdur, dur = 0 }: TraceEvent): number {
  return tdur ?? dur;
}

/** How busy the page's thread was, frame by frame: of all renderers the one that was busiest. */
function busyFrames(events: readonly TraceEvent[]): Pick<Spent, 'frames' | 'longestMs'> {
  const threads = events.filter(
    ({ name, ph, args }) => ph === 'M' && name === 'thread_name' && args?.name === 'CrRendererMain',
  );
  const tasksOf = ({ pid, tid }: TraceEvent): TraceEvent[] =>
    events.filter(
      (event) =>
        event.pid === pid &&
        event.tid === tid &&
        event.ph === 'X' &&
        event.name.endsWith('RunTask'),
    );
  const all = threads.map(tasksOf);
  const total = (tasks: readonly TraceEvent[]): number =>
    tasks.reduce((sum, task) => sum + workOf(task), 0);
  const tasks = all.reduce((most, one) => (total(one) > total(most) ? one : most), []);
  const first = Math.min(...tasks.map(({ ts }) => ts));
  const last = Math.max(...tasks.map(({ ts }) => ts));
  const frames = new Array<number>(Math.max(1, Math.ceil((last - first) / 1000 / FRAME_MS))).fill(
    0,
  );
  for (const task of tasks) {
    const frame = Math.floor((task.ts - first) / 1000 / FRAME_MS);
    if (frame < frames.length) frames[frame] = (frames[frame] ?? 0) + workOf(task) / 1000;
  }
  return { frames, longestMs: Math.max(0, ...tasks.map((task) => workOf(task) / 1000)) };
}
