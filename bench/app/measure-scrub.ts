import { keptHashes } from '../../projects/e2e/src/kept-weights.ts';
import { medianWork } from './measure-drawing.ts';
import type { WorkTime } from './page-thread.ts';
import { strokesOf } from './strokes.ts';
import { open, type Visit } from './visit.ts';

/** Work of the page's thread a checkpoint, where its weights come from each. */
export interface ScrubWork {
  /** The network: nothing is stored. */
  readonly cold: WorkTime;
  /** This device's storage, after a reload. */
  readonly stored: WorkTime;
  /** Memory. */
  readonly decoded: WorkTime;
}

/** Scrubs the whole timeline thrice with a digit on the pad. */
export async function pageThreadMsACheckpoint(visit: Visit, url: string): Promise<ScrubWork> {
  const last = await lastIndex(visit);
  const backwards = Array.from({ length: last }, (_, step) => last - 1 - step);
  await draw(visit);
  const cold = await scrub(visit, backwards);
  while ((await keptHashes(visit.page)).length <= last) await visit.page.waitForTimeout(100);
  await open(visit, url);
  await draw(visit);
  const stored = await scrub(visit, backwards);
  const decoded = await scrub(visit, backwards.toReversed());
  return { cold, stored, decoded };
}

/** Index of the last checkpoint. */
export async function lastIndex({ page }: Pick<Visit, 'page'>): Promise<number> {
  return Number(await page.locator('app-timeline input[type="range"]').getAttribute('max'));
}

async function scrub({ page, thread }: Visit, indices: readonly number[]): Promise<WorkTime> {
  const values: WorkTime[] = [];
  for (const index of indices) {
    values.push(
      await thread.during(() => page.evaluate((index) => window.bench.scrubTo(index), index)),
    );
  }
  return medianWork(values);
}

/** Draws a digit without the wave that follows a stroke. */
async function draw({ page }: Visit): Promise<void> {
  await page.evaluate(async (strokes) => {
    for (const [first, ...rest] of strokes) {
      if (first) window.bench.putDown(first);
      await window.bench.moveAFrame(rest);
      window.bench.takeAway();
    }
  }, strokesOf(3));
}
