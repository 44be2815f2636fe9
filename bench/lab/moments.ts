import { median, percentile } from '../app/statistics.ts';
import { markdownTable } from '../app/markdown-table.ts';
import { serveApp } from '../app/served-app.ts';
import { launchBrowser, type Visit } from '../app/visit.ts';
import { busyThread } from './busy-thread.ts';
import { letSettle, openLab, prepareLab } from './lab-visit.ts';

/** The usual network and digits, as fast as it goes. */
const LINK = 'layers=32&stop=5x&pace=full';
/** Moments that are looked at, one after the other, back from the end. */
const MOMENTS = 8;
/** Long enough for a moment's weights to come, and for all of it to be shown. */
const MOMENT_MS = 500;
/** What the stage can show of a moment, in the order of its choice. */
const VIEWS = { 'the network': 0, 'mix-ups': 2, 'forgotten digits': 3 } as const;

/**
 * Work of the page's thread when another moment is looked at, draw calls stubbed, by what the stage shows.
 * @param build folder of the built app, this one's by default
 */
export async function moments(rounds: number, build?: string): Promise<string> {
  const app = await serveApp(build);
  const browser = await launchBrowser();
  try {
    const visit = await prepareLab(browser, app.url);
    await openLab(visit, app.url, LINK);
    await visit.page.locator('[data-part=start]').click();
    await visit.page.locator('[data-part=keep].pill-button').waitFor({ timeout: 300_000 });
    const works = new Map<string, readonly MomentWork[]>();
    for (let round = 0; round < rounds; round++) {
      for (const [name, view] of Object.entries(VIEWS)) {
        await visit.page.locator('.views').getByRole('radio').nth(view).check();
        works.set(name, [...(works.get(name) ?? []), ...(await lookBack(visit))]);
      }
    }
    const rows = [...works].map(([name, all]) => {
      const figures = [all.map(({ cpuMs }) => cpuMs), all.map(({ longestMs }) => longestMs)];
      return [
        name,
        ...figures.flatMap((one) => [median(one).toFixed(1), percentile(one, 0.95).toFixed(1)]),
      ];
    });
    return markdownTable(
      ['a moment, on the stage', 'all, ms: median', '95 of 100', 'longest task', '95 of 100'],
      rows,
    );
  } finally {
    await browser.close();
    app.stop();
  }
}

/** What the page's thread does when another moment is looked at; milliseconds on a processor. */
interface MomentWork {
  /** All of it. */
  readonly cpuMs: number;
  /** The longest task: the frame with the new moment. */
  readonly longestMs: number;
}

async function lookBack({ page, context }: Visit): Promise<readonly MomentWork[]> {
  const slider = page.getByRole('slider', { name: 'Look at a moment' });
  await slider.press('End');
  await letSettle(page);
  const works: MomentWork[] = [];
  for (let moment = 0; moment < MOMENTS; moment++) {
    const { frames, longestMs } = await busyThread(context, async () => {
      await page.keyboard.press('ArrowLeft');
      await page.waitForTimeout(MOMENT_MS);
    });
    works.push({ cpuMs: frames.reduce((sum, frame) => sum + frame, 0), longestMs });
  }
  return works;
}
