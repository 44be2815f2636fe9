// `npm run bench -- long-stroke [--points N]`: what one more point of a line costs at the hundredth and at the last. First
// part by part, in Node; then a frame of the built app's page (needs `npm run build`).
import { BLANK_DRAWING, DEFAULT_BRUSH, DrawingImages, isLongDrawing, type Drawing } from '#model';
import { parseArgs } from 'node:util';
import {
  changedDrawing,
  changeBetween,
} from '../src/app/network/inference/shared/drawing-change.ts';
import {
  beginStroke,
  EMPTY_HISTORY,
  extendStroke,
  type DrawingHistory,
} from '../src/app/features/drawing/drawing-history.ts';
import { changedRegion } from '../src/app/features/drawing/ink-region.ts';
import { markdownTable } from './app/markdown-table.ts';
import type { PadPoint } from './app/page-tools.ts';
import { serveApp } from './app/served-app.ts';
import { median } from './app/statistics.ts';
import { launchBrowser, visiting, type Visit } from './app/visit.ts';

/** Points that a median is taken of: those up to the hundredth, and as many up to the last. */
const WINDOW = 40;
const EARLY = 100;
const ROUNDS = 5;

/** Milliseconds of each part, point by point. */
type Times = Record<'history and line' | 'place to paint' | 'message' | 'image', number[]>;

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: { points: { type: 'string', default: '20000' } },
});
const count = Number(values.points);
if (!Number.isInteger(count) || count < EARLY + WINDOW) {
  throw new RangeError(
    `--points: expected a whole number from ${EARLY + WINDOW}, found ${values.points}`,
  );
}

const early: Times[] = [];
const late: Times[] = [];
for (let round = 0; round <= ROUNDS; round++) {
  const times = timesOf(count);
  if (round === 0) continue; // Warms up.
  early.push(windowOf(times, EARLY));
  late.push(windowOf(times, count));
}
const rows = (Object.keys(nothing()) as (keyof Times)[]).map((part) =>
  rowOf(
    part,
    early.flatMap((times) => times[part]),
    late.flatMap((times) => times[part]),
  ),
);
rows.push(await frameOfThePage());
const head = ['part', `point ${EARLY}`, `point ${count.toLocaleString('en')}`, 'ratio'];
console.log(markdownTable(head, rows));

/** A line that winds over the pad. */
function place(index: number): PadPoint {
  return [
    14 + 9 * Math.sin(index * 0.05) + 2 * Math.sin(index * 0.011),
    14 + 9 * Math.cos(index * 0.043),
  ];
}

function timesOf(points: number): Times {
  const times = nothing();
  const images = new DrawingImages();
  let history: DrawingHistory = EMPTY_HISTORY;
  let there: Drawing = BLANK_DRAWING;
  const timed = <Result>(part: keyof Times, work: () => Result): Result => {
    const begin = performance.now();
    const result = work();
    times[part].push(performance.now() - begin);
    return result;
  };
  for (let index = 0; index < points; index++) {
    const [x, y] = place(index);
    const point = { x, y, pressure: 0.5 };
    const before = history.present;
    history = timed('history and line', () =>
      index === 0 ? beginStroke(history, point, DEFAULT_BRUSH) : extendStroke(history, [point]),
    );
    timed('place to paint', () => changedRegion(before, history.present));
    there = timed('message', () => {
      const change = structuredClone(changeBetween(before, history.present));
      return changedDrawing(there, change);
    });
    const isMeasured = index < EARLY || index >= points - 2 * WINDOW;
    if (isMeasured) timed('image', () => images.prepare(there, isLongDrawing(there)));
    else times.image.push(NaN);
  }
  return times;
}

function nothing(): Times {
  return { 'history and line': [], 'place to paint': [], message: [], image: [] };
}

function windowOf(times: Times, end: number): Times {
  const window = nothing();
  for (const part of Object.keys(times) as (keyof Times)[]) {
    window[part] = times[part].slice(end - WINDOW, end);
  }
  return window;
}

function rowOf(part: string, early: readonly number[], late: readonly number[]): string[] {
  const [first, last] = [median(early), median(late)];
  const ms = (value: number): string => `${value.toPrecision(2)} ms`;
  return [part, ms(first), ms(last), (last / first).toFixed(2)];
}

/** Work of the page's thread for a frame with one further point. */
async function frameOfThePage(): Promise<string[]> {
  const app = await serveApp();
  const browser = await launchBrowser();
  try {
    const [early, late]: [number[], number[]] = [[], []];
    await visiting(browser, { url: app.url, draws: 'stubbed' }, async (visit) => {
      for (let round = 0; round < ROUNDS; round++) {
        const points = Array.from({ length: count }, (_, index) => place(index));
        await visit.page.evaluate((first) => {
          window.bench.putDown(first);
        }, place(0));
        await move(visit, points.slice(1, EARLY - WINDOW));
        early.push(await msAFrame(visit, points.slice(EARLY - WINDOW, EARLY)));
        await move(visit, points.slice(EARLY, count - WINDOW), EARLY);
        late.push(await msAFrame(visit, points.slice(count - WINDOW)));
        await visit.page.evaluate(() => {
          window.bench.takeAway();
          window.bench.clear();
        });
      }
    });
    return rowOf("a frame's work on the page's thread", early, late);
  } finally {
    await browser.close();
    app.stop();
  }
}

async function msAFrame(visit: Visit, points: readonly PadPoint[]): Promise<number> {
  const { cpuMs } = await visit.thread.during(() => move(visit, points));
  return cpuMs / points.length;
}

async function move({ page }: Visit, points: readonly PadPoint[], pointsAFrame = 1): Promise<void> {
  await page.evaluate(({ points, pointsAFrame }) => window.bench.moveAFrame(points, pointsAFrame), {
    points,
    pointsAFrame,
  });
}
