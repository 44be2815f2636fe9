import type { Browser, Page } from '@playwright/test';
import { prepareVisit, type Visit } from '../app/visit.ts';
import { installLabTools } from './lab-tools.ts';

/** The app's own network, at full pace, for as long as it is looked at. */
export const ENDLESS =
  'layers=128-64&by=sgd&rate=0.1&batch=64&decay=0&digits=10000&without=none&wrong=0&stop=never&dice=1&pace=full';

/** Prepares a visit to the built app's lab with tools in it (`window.lab`), draw calls stubbed; nothing is opened yet. */
export async function prepareLab(browser: Browser, url: string): Promise<Visit> {
  const visit = await prepareVisit(browser, { url, draws: 'stubbed' });
  await visit.page.addInitScript(installLabTools);
  return visit;
}

/** Opens the lab with the settings of a link, and waits until the network stands and a digit goes in. */
export async function openLab({ page }: Visit, url: string, link: string): Promise<void> {
  // Another document first: a change of what is behind the `#` would not load the page anew.
  await page.goto(`${url}release.json`);
  await page.goto(`${url}#/lab?${link}`);
  await page.waitForFunction(() => {
    const { webGlCount } = window as unknown as { webGlCount: { firstFrameMs?: number } };
    return webGlCount.firstFrameMs !== undefined && document.querySelector('.input-name') !== null;
  });
  await letSettle(page);
}

/** Waits until what comes after the first picture has come: fades, and scripts that are fetched when nothing else is. */
export async function letSettle(page: Page): Promise<void> {
  await page.waitForTimeout(1500);
}

/** Starts a run, and waits until it has learned from so many images. */
export async function startRun(page: Page, images: number): Promise<void> {
  await page.locator('[data-part=start]').click();
  await page.waitForFunction((least) => window.lab.imagesShown >= least, images, {
    timeout: 120_000,
  });
}
