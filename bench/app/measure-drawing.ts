import { webGlCount } from '../../projects/e2e/src/webgl-counter.ts';
import type { MoveTimes, PadPoint } from './page-tools.ts';
import type { WorkTime } from './page-thread.ts';
import { median } from './statistics.ts';
import { strokesOf } from './strokes.ts';
import type { Visit } from './visit.ts';

/** Page frames that one value of work is averaged over. */
const FRAMES_A_VALUE = 20;
/** Moves at a stroke's beginning that are not measured. */
const WARM_UP = 4;
/** Timed moves a stroke: at its beginning bars change with nearly every move. */
const TIMED_MOVES = 20;

/** What the scene asks of the GPU for one frame that it draws. */
export interface SceneFrame {
  readonly draws: number;
  readonly vertices: number;
  readonly uploadedBytes: number;
  /** Time from one drawn frame to the next. */
  readonly intervalMs: number;
}

/** Times of a pointer's moves while digits are drawn. */
export async function moveTimesMs(
  { page }: Visit,
  digits: readonly number[],
): Promise<{ readonly times: readonly MoveTimes[]; readonly moves: number }> {
  const times: MoveTimes[] = [];
  let moves = 0;
  for (const digit of digits) {
    for (const points of strokesOf(digit)) {
      // A move at a time, as far apart as a hand's at 60 a second.
      const measured = points.slice(WARM_UP, WARM_UP + TIMED_MOVES);
      moves += measured.length;
      times.push(
        ...(await page.evaluate(
          async ({ warmUp, measured }) => {
            const [first, ...rest] = warmUp;
            if (first) window.bench.putDown(first);
            await window.bench.moveAFrame(rest);
            const times = await window.bench.timeMoves(measured);
            window.bench.takeAway();
            return times;
          },
          { warmUp: points.slice(0, WARM_UP), measured },
        )),
      );
    }
    await clear({ page });
  }
  return { times, moves };
}

/** Work of the page's thread a page frame while the pen moves in every one; medians. */
export async function pageThreadMsAFrame(
  visit: Visit,
  digits: readonly number[],
): Promise<WorkTime> {
  const values: WorkTime[] = [];
  await eachStroke(visit, digits, async (points) => {
    for (let start = 0; start + FRAMES_A_VALUE <= points.length; start += FRAMES_A_VALUE) {
      const frames = points.slice(start, start + FRAMES_A_VALUE);
      const { wallMs, cpuMs } = await visit.thread.during(() => move(visit, frames));
      values.push({ wallMs: wallMs / FRAMES_A_VALUE, cpuMs: cpuMs / FRAMES_A_VALUE });
    }
  });
  return medianWork(values);
}

/** What the scene draws while digits are drawn, a drawn frame. */
export async function sceneAFrame(visit: Visit, digits: readonly number[]): Promise<SceneFrame> {
  const { page } = visit;
  let [frames, draws, vertices, uploadedBytes, spentMs] = [0, 0, 0, 0, 0];
  await eachStroke(visit, digits, async (points) => {
    await move(visit, points.slice(0, WARM_UP));
    const before = await webGlCount(page);
    const beginMs = performance.now();
    await move(visit, points.slice(WARM_UP));
    spentMs += performance.now() - beginMs;
    const after = await webGlCount(page);
    frames += after.frames - before.frames;
    draws += after.draws - before.draws;
    vertices += after.vertices - before.vertices;
    uploadedBytes += after.uploadedBytes - before.uploadedBytes;
  });
  return {
    draws: draws / frames,
    vertices: vertices / frames,
    uploadedBytes: uploadedBytes / frames,
    intervalMs: spentMs / frames,
  };
}

/** Median of each part. */
export function medianWork(values: readonly WorkTime[]): WorkTime {
  return {
    wallMs: median(values.map(({ wallMs }) => wallMs)),
    cpuMs: median(values.map(({ cpuMs }) => cpuMs)),
  };
}

async function eachStroke(
  { page }: Visit,
  digits: readonly number[],
  measure: (rest: readonly PadPoint[]) => Promise<void>,
): Promise<void> {
  for (const digit of digits) {
    for (const [first, ...rest] of strokesOf(digit)) {
      if (!first) continue;
      await page.evaluate((point) => {
        window.bench.putDown(point);
      }, first);
      await measure(rest);
      await page.evaluate(() => {
        window.bench.takeAway();
      });
    }
    await clear({ page });
  }
}

async function move({ page }: Visit, points: readonly PadPoint[]): Promise<void> {
  await page.evaluate((points) => window.bench.moveAFrame(points), points);
}

async function clear({ page }: Pick<Visit, 'page'>): Promise<void> {
  await page.evaluate(() => {
    window.bench.clear();
  });
}
