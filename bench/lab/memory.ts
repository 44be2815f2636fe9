import type { Page } from '@playwright/test';
import { markdownTable } from '../app/markdown-table.ts';
import { serveApp } from '../app/served-app.ts';
import { launchBrowser } from '../app/visit.ts';
import { ENDLESS, openLab, prepareLab, startRun } from './lab-visit.ts';

/** Chromium collects garbage for the measurement at once instead of waiting for its own time. */
const EAGER = '--enable-blink-features=ForceEagerMeasureMemory';

/** Bytes by whom they belong to: the page, or a worker by the name of its script. */
type Held = ReadonlyMap<string, number>;

/** What page and workers hold: JavaScript's objects, array buffers and WebAssembly's memory. */
export async function memory(): Promise<string> {
  const app = await serveApp();
  const browser = await launchBrowser([EAGER]);
  try {
    const visit = await prepareLab(browser, app.url);
    const { page } = visit;
    const rows: string[][] = [];
    for (const digits of ['10000', '60000']) {
      await openLab(visit, app.url, ENDLESS.replace('10000', digits));
      const before = await heldBytes(page);
      await startRun(page, 100_000);
      const learning = await heldBytes(page);
      const worker = [...learning].find(([name]) => name === 'lab worker')?.[1] ?? NaN;
      rows.push([
        Number(digits).toLocaleString('en'),
        ...[total(before), worker, total(learning)].map(inMb),
      ]);
    }
    return markdownTable(
      ['784-128-64-10, digits', 'before Start, MB', 'learning: the lab’s worker', 'all'],
      rows,
    );
  } finally {
    await browser.close();
    app.stop();
  }
}

function total(held: Held): number {
  return [...held.values()].reduce((sum, bytes) => sum + bytes, 0);
}

function inMb(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

async function heldBytes(page: Page): Promise<Held> {
  const entries = await page.evaluate(async () => {
    interface Measured {
      readonly breakdown: readonly {
        readonly bytes: number;
        readonly attribution: readonly { readonly url: string; readonly scope: string }[];
      }[];
    }
    type Measure = () => Promise<Measured>;
    const measure = Reflect.get(performance, 'measureUserAgentSpecificMemory') as
      Measure | undefined;
    if (!measure) throw new Error('expected an isolated page, found none');
    const { breakdown } = await measure.call(performance);
    return breakdown.map(({ bytes, attribution }) => ({
      bytes,
      url: attribution[0]?.url ?? '',
      isWorker: attribution[0]?.scope.includes('Worker') ?? false,
    }));
  });
  const held = new Map<string, number>();
  const largest = Math.max(0, ...entries.filter((one) => one.isWorker).map(({ bytes }) => bytes));
  for (const { bytes, isWorker } of entries) {
    // Scripts have no names of their own in a build: the one that learns holds most.
    const name = !isWorker ? 'page' : bytes === largest ? 'lab worker' : 'other workers';
    held.set(name, (held.get(name) ?? 0) + bytes);
  }
  return held;
}
