import type { CDPSession, Page } from '@playwright/test';
import type { AppPage } from './app-page.ts';
import { DIGITS } from './digits.ts';
import { gpuObjects, type GpuObjects } from './gpu-objects.ts';

/** How much is done without a reload. */
export interface SoakPlan {
  readonly drawings: number;
  /** Moves of the timeline. */
  readonly scrubs: number;
}

/** What the page holds. */
export interface Held {
  /** Of JavaScript's objects, after a collection of garbage. */
  readonly heapBytes: number;
  /** Of array buffers: weights, images. */
  readonly bufferBytes: number;
  readonly gpu: GpuObjects;
}

/** What a page held when a tenth was done, and when all was. */
export interface SoakFigures {
  readonly early: Held;
  readonly late: Held;
}

/** Drawings after which the history that undo goes through is as long as it gets. */
const LONGEST_HISTORY = 60;

/**
 * Draws and scrubs in an app that is open, and compares what it holds in the end with what it held when a tenth
 * was done; not before everything that is held on purpose is there: all checkpoints, the longest history.
 */
export async function soak(app: AppPage, { drawings, scrubs }: SoakPlan): Promise<SoakFigures> {
  const session = await app.page.context().newCDPSession(app.page);
  const last = Number(await app.timeline.getAttribute('max'));
  const earlyDrawings = Math.max(LONGEST_HISTORY, Math.round(drawings / 10));
  const earlyScrubs = Math.max(last + 1, Math.round(scrubs / 10));
  await draw(app, earlyDrawings);
  await scrub(app, earlyScrubs, last);
  const early = await held(session, app.page);
  await draw(app, Math.max(0, drawings - earlyDrawings));
  await scrub(app, Math.max(0, scrubs - earlyScrubs), last);
  const late = await held(session, app.page);
  await session.detach();
  return { early, late };
}

/** By how much something grew: 0.05 is a twentieth. */
export function growth(early: number, late: number): number {
  return (late - early) / early;
}

async function draw(app: AppPage, count: number): Promise<void> {
  for (let drawing = 0; drawing < count; drawing++) {
    const digit = DIGITS[drawing % DIGITS.length] ?? [];
    await app.drawWithPointer(digit, { pointerType: 'touch', pressure: 0.5 });
    await app.pad.press('Delete');
  }
}

/** Over the whole timeline, there and back, each checkpoint until it is shown. */
async function scrub(app: AppPage, count: number, last: number): Promise<void> {
  for (let move = 1; move <= count; move++) {
    const index = Math.abs(last - (move % (2 * last)));
    await app.moveTo(index);
    await app.page.waitForFunction(
      (index) =>
        document
          .querySelector('app-timeline .frames')
          ?.children[index]?.classList.contains('shown'),
      index,
    );
  }
}

async function held(session: CDPSession, page: Page): Promise<Held> {
  // What just happened has ended: waves, fades, messages between threads.
  await page.waitForTimeout(3000);
  for (let time = 0; time < 3; time++) await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage');
  return { heapBytes: usedSize, bufferBytes: backingStorageSize, gpu: await gpuObjects(page) };
}
