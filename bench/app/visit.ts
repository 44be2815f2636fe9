import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { findBrowser, thisMachine } from '../../scripts/find-browser.ts';
import { countWebGl } from '../../projects/e2e/src/webgl-counter.ts';
import { installPageTools } from './page-tools.ts';
import { PageThread } from './page-thread.ts';

/** Where the settings keep how many connections are shown. */
const STRONGEST_KEY = 'scene.strongest';

/** What a visit is to look at. */
export interface VisitOptions {
  readonly url: string;
  /** Connections shown a neuron, as the settings keep it; the default where left out. */
  readonly strongest?: 'all';
  /** Whether the scene's draw calls reach the GPU. */
  readonly draws: 'real' | 'stubbed';
}

/** A first visit: a browser profile of its own, and the app in it. */
export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly thread: PageThread;
}

/**
 * Starts the browser that the end-to-end tests use, in software rendering like them.
 * @param more arguments of Chromium
 */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: findBrowser(thisMachine),
    args: [
      ...more,
      ...['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
      ...['--disable-sync', '--disable-quic', '--no-first-run'],
      ...['--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
      // SwiftShader takes a tenth of a second to put a page together; a GPU, or a processor alone, does not.
      ...['--disable-gpu-rasterization', '--disable-gpu-compositing'],
    ],
  });
}

/** Prepares a first visit; nothing is opened yet. */
export async function prepareVisit(browser: Browser, options: VisitOptions): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 1024, height: 768 },
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  await countWebGl(page, options.draws);
  await page.addInitScript(installPageTools);
  // Measurements take longer than a first visitor's quiet seconds: nothing is to be drawn meanwhile, and
  // nothing saved for offline use.
  await page.addInitScript(() => {
    localStorage.setItem('visited', 'yes');
    localStorage.setItem('offline.download', 'paused');
  });
  const { strongest } = options;
  if (strongest !== undefined) {
    await page.addInitScript(
      ([key, kept]) => {
        localStorage.setItem(key, kept);
      },
      [STRONGEST_KEY, strongest] as const,
    );
  }
  return { context, page, thread: await PageThread.of(page) };
}

/** Opens the app, or opens it again, and waits until it answers and the network stands. */
export async function open({ page }: Visit, url: string): Promise<void> {
  await page.goto(url);
  await page.waitForFunction(() => {
    const { webGlCount } = window as unknown as { webGlCount: { firstFrameMs?: number } };
    return window.bench.readyMs !== undefined && webGlCount.firstFrameMs !== undefined;
  });
}

/** Opens the app in a profile of its own, has something measured there, and leaves. */
export async function visiting<Result>(
  browser: Browser,
  options: VisitOptions,
  measure: (visit: Visit) => Promise<Result>,
): Promise<Result> {
  const visit = await prepareVisit(browser, options);
  try {
    await open(visit, options.url);
    return await measure(visit);
  } finally {
    await visit.context.close();
  }
}

/** Whether this build of the app lets a visitor choose how many connections are shown. */
export async function offersStrongest(browser: Browser, url: string): Promise<boolean> {
  const visit = await prepareVisit(browser, { url, draws: 'stubbed' });
  await visit.page.addInitScript((key) => {
    type Get = (this: Storage, ...args: unknown[]) => unknown;
    const getItem = Reflect.get(Storage.prototype, 'getItem') as Get;
    Reflect.set(Storage.prototype, 'getItem', function (this: Storage, ...args: unknown[]) {
      if (args[0] === key) Object.assign(window, { isStrongestRead: true });
      return getItem.apply(this, args);
    });
  }, STRONGEST_KEY);
  await open(visit, url);
  const isRead = await visit.page.evaluate(() => 'isStrongestRead' in window);
  await visit.context.close();
  return isRead;
}
