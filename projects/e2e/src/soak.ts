import type { CDPSession, Page } from '@playwright/test';
import type { AppPage } from './app-page.ts';
import { DIGITS } from './digits.ts';
import { gpuObjects, type GpuObjects } from './gpu-objects.ts';

/** How much to do without a reload. */
export interface SoakPlan {
  readonly drawings: number;
  /** Moves of the timeline. */
  readonly scrubs: number;
}

/** What the page keeps in memory. */
export interface Held {
  /** JavaScript objects, after a garbage collection. */
  readonly heapBytes: number;
  /** Array buffers: weights, images. */
  readonly bufferBytes: number;
  readonly gpu: GpuObjects;
}

/** Memory after a tenth of the work, and after all of it. */
export interface SoakFigures {
  readonly early: Held;
  readonly late: Held;
}

/** The undo history reaches its full length after this many drawings. */
const LONGEST_HISTORY = 60;

/**
 * Draws and scrubs in an open app, and compares the memory in the end with that after a tenth of the work. The first
 * measurement waits until everything kept on purpose is there: all checkpoints, the longest history.
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

/** Moves over the whole timeline and back, waiting until each checkpoint is shown. */
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
  // Until recent activity has ended: stories, fades, messages between threads.
  await page.waitForTimeout(3000);
  for (let time = 0; time < 3; time++) await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage');
  return { heapBytes: usedSize, bufferBytes: backingStorageSize, gpu: await gpuObjects(page) };
}
