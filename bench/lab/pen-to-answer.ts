import type { Page } from '@playwright/test';
import { markdownTable } from '../app/markdown-table.ts';
import { serveApp } from '../app/served-app.ts';
import { strokesOf } from '../app/strokes.ts';
import { median, percentile } from '../app/statistics.ts';
import { launchBrowser } from '../app/visit.ts';
import { ENDLESS, openLab, prepareLab, startRun } from './lab-visit.ts';

const DIGITS = [3, 7, 0];

/** From a move of the pen until its answer is on the screen, while the run is held and while it learns, in turn. */
export async function penToAnswer(rounds: number): Promise<string> {
  const app = await serveApp();
  const browser = await launchBrowser();
  try {
    const visit = await prepareLab(browser, app.url);
    const { page } = visit;
    await openLab(visit, app.url, ENDLESS);
    await startRun(page, 20_000);
    await timesOf(page);
    const [held, learning]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      for (const isHeld of round % 2 === 0 ? [true, false] : [false, true]) {
        await setHeld(page, isHeld);
        (isHeld ? held : learning).push(...(await timesOf(page)));
      }
    }
    const row = (name: string, times: readonly number[]): string[] => [
      name,
      median(times).toFixed(1),
      percentile(times, 0.95).toFixed(1),
      (median(times) / median(held)).toFixed(2),
    ];
    return markdownTable(
      ['784-128-64-10, from a move to its answer on the screen', 'median, ms', '95 %', 'of held'],
      [row('held', held), row('learning at full speed', learning)],
    );
  } finally {
    await browser.close();
    app.stop();
  }
}

async function setHeld(page: Page, isHeld: boolean): Promise<void> {
  const button = page.locator(isHeld ? '[data-part=pause]' : '[data-part=go]');
  if (await button.isVisible()) await button.click();
  await page.locator(isHeld ? '[data-part=go]' : '[data-part=pause]').waitFor();
  await page.waitForTimeout(500);
}

async function timesOf(page: Page): Promise<number[]> {
  const times: number[] = [];
  for (const digit of DIGITS) {
    for (const [first, ...rest] of strokesOf(digit)) {
      if (!first) continue;
      times.push(
        ...(await page.evaluate(
          async ({ first, rest }) => {
            window.bench.putDown(first);
            const times = await window.lab.timeAnswers(rest);
            window.bench.takeAway();
            return times;
          },
          { first, rest },
        )),
      );
    }
    await page.evaluate(() => {
      window.bench.clear();
    });
  }
  return times;
}
