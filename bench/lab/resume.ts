import type { Page } from '@playwright/test';
import { keptRunImages } from '../../projects/e2e/src/kept-runs.ts';
import { markdownTable } from '../app/markdown-table.ts';
import { serveApp } from '../app/served-app.ts';
import { median } from '../app/statistics.ts';
import { launchBrowser } from '../app/visit.ts';
import { ENDLESS, openLab, prepareLab, startRun } from './lab-visit.ts';

const RUN = ENDLESS.replace('never', '10x');

interface Resumption {
  /** From the reload until going on is offered. */
  readonly offeredMs: number;
  /** From that press until the run has learned on. */
  readonly wentOnMs: number;
}

/** From a reload in the middle of a run until it goes on; and whether it ends with the weights of one that was left alone. */
export async function resume(rounds: number): Promise<string> {
  const app = await serveApp();
  const browser = await launchBrowser();
  try {
    const visit = await prepareLab(browser, app.url);
    const { page } = visit;
    await page.addInitScript(noteOffer);
    await openLab(visit, app.url, RUN);
    await startRun(page, 64);
    const whole = await weightsAtTheEnd(page);
    const all: Resumption[] = [];
    let same = 0;
    for (let round = 0; round < rounds; round++) {
      await openLab(visit, app.url, RUN);
      await startRun(page, 10_000);
      await saveAsHidden(page);
      all.push(await resumption(page));
      if ((await weightsAtTheEnd(page)) === whole) same += 1;
    }
    const row = (name: string, values: readonly number[]): string[] => [
      name,
      median(values).toFixed(0),
      Math.max(...values).toFixed(0),
    ];
    const table = markdownTable(
      ['784-128-64-10, 10,000 digits, from a reload', 'median, ms', 'most, ms'],
      [
        row(
          'until going on is offered',
          all.map(({ offeredMs }) => offeredMs),
        ),
        row(
          'from that press until it learns',
          all.map(({ wentOnMs }) => wentOnMs),
        ),
        row(
          'both',
          all.map(({ offeredMs, wentOnMs }) => offeredMs + wentOnMs),
        ),
      ],
    );
    return `${table}\n\nThe same last weights, by SHA-256, as without a reload: ${same} of ${rounds} times.`;
  } finally {
    await browser.close();
    app.stop();
  }
}

/** As when the tablet is switched off: the run is saved. */
async function saveAsHidden(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: true, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await page.locator('[data-part=go]').waitFor();
  while ((await keptRunImages(page)) !== (await page.evaluate(() => window.lab.imagesShown))) {
    await page.waitForTimeout(50);
  }
}

interface Offer {
  /** Since the page was opened. */
  offeredMs?: number;
}

/** Runs in the page, before anything of it: notes when going on is offered. */
function noteOffer(): void {
  new MutationObserver((_, observer) => {
    if (!document.querySelector('[data-part=go-on-with]')) return;
    Object.assign(window, { offeredMs: performance.now() } satisfies Offer);
    observer.disconnect();
  }).observe(document, { subtree: true, childList: true });
}

async function resumption(page: Page): Promise<Resumption> {
  await page.reload({ waitUntil: 'commit' });
  const goOn = page.locator('[data-part=go-on-with]');
  await goOn.waitFor();
  return page.evaluate(async () => {
    const { offeredMs = NaN } = window as unknown as Offer;
    const beganMs = performance.now();
    document.querySelector<HTMLElement>('[data-part=go-on-with]')?.click();
    for (;;) {
      const learned = window.lab.told.find(({ kind }) => kind === 'progress');
      if (learned) return { offeredMs, wentOnMs: learned.atMs - beganMs };
      await new Promise(requestAnimationFrame);
    }
  });
}

async function weightsAtTheEnd(page: Page): Promise<string> {
  await page.locator('[data-part=keep].pill-button').waitFor({ timeout: 120_000 });
  return page.evaluate(() => {
    const last = window.lab.told.findLast(({ kind }) => kind === 'milestone');
    return window.lab.weightsHash(last?.index ?? 0);
  });
}
