import type { Browser } from '@playwright/test';
import {
  moveTimesMs,
  pageThreadMsAFrame,
  sceneAFrame,
  type SceneFrame,
} from './measure-drawing.ts';
import { heapBytesAround, type HeapGrowth } from './measure-heap.ts';
import { measureLoad, type Load } from './measure-load.ts';
import { pageThreadMsACheckpoint, type ScrubWork } from './measure-scrub.ts';
import type { WorkTime } from './page-thread.ts';
import type { MoveTimes } from './page-tools.ts';
import { WIDE_EXPORT } from './served-app.ts';
import { median } from './statistics.ts';
import { offersStrongest, prepareVisit, visiting, type VisitOptions } from './visit.ts';

/** How much is measured. */
export interface Effort {
  readonly loads: number;
  /** Digits that are drawn. */
  readonly digits: readonly number[];
  /** Between the two looks at the heap. */
  readonly drawings: number;
  readonly scrubs: number;
}

/** What was measured with draw calls that reach the GPU, or do not. */
export interface Use {
  readonly moves: number;
  readonly moveTimes: readonly MoveTimes[];
  readonly frame: WorkTime;
  readonly scene: SceneFrame;
  /** Left out where only the picture differs. */
  readonly scrub: ScrubWork | undefined;
}

export type Draws = VisitOptions['draws'];
/** The networks, and how they are shown. */
export type Picture = 'default' | 'all' | 'wide';

/** Everything that is measured. */
export interface AppFigures {
  readonly calibrationMs: number;
  readonly load: Load;
  readonly heap: HeapGrowth;
  /** `all` is undefined where the app does not offer it. */
  readonly uses: Readonly<Record<Picture, Readonly<Record<Draws, Use>> | undefined>>;
}

const CALIBRATIONS = 9;

/** Measures the app at an address, one thing after the other. */
export async function measureApp(
  browser: Browser,
  url: string,
  effort: Effort,
): Promise<AppFigures> {
  const both = async (options: Omit<VisitOptions, 'draws'>): Promise<Record<Draws, Use>> => ({
    stubbed: await measureUse(browser, { ...options, draws: 'stubbed' }, effort),
    real: await measureUse(browser, { ...options, draws: 'real' }, effort),
  });
  return {
    calibrationMs: await calibrationMs(browser, url),
    load: await measureLoad(browser, { url, draws: 'real' }, effort.loads),
    uses: {
      default: await both({ url }),
      all: (await offersStrongest(browser, url))
        ? await both({ url, strongest: 'all' })
        : undefined,
      wide: await both({ url: `${url}?weights=${WIDE_EXPORT}` }),
    },
    heap: await visiting(browser, { url, draws: 'stubbed' }, (visit) =>
      heapBytesAround(visit, effort),
    ),
  };
}

/** The fixed loop's time on this machine, on the thread of a page with nothing on it. */
async function calibrationMs(browser: Browser, url: string): Promise<number> {
  const { page, context } = await prepareVisit(browser, { url, draws: 'stubbed' });
  await page.goto(`${url}icon.svg`);
  const times: number[] = [];
  for (let time = 0; time < CALIBRATIONS; time++) {
    times.push(await page.evaluate(() => window.bench.calibrationMs()));
  }
  await context.close();
  return median(times);
}

function measureUse(browser: Browser, options: VisitOptions, effort: Effort): Promise<Use> {
  return visiting(browser, options, async (visit) => {
    const { digits } = effort;
    await sceneAFrame(visit, [1]); // Warms the code up.
    const { times: moveTimes, moves } = await moveTimesMs(visit, digits);
    const frame = await pageThreadMsAFrame(visit, digits);
    const scene = await sceneAFrame(visit, digits);
    const scrub = options.strongest ? undefined : await pageThreadMsACheckpoint(visit, options.url);
    console.error(
      `measured: ${options.url}, ${options.strongest ?? 'strongest'} connections, draw calls ${options.draws}`,
    );
    return { moveTimes, moves, frame, scene, scrub };
  });
}
