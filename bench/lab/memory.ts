import type { Page } from '@playwright/test';
import { markdownTable } from '../app/markdown-table.ts';
import { serveApp } from '../app/served-app.ts';
import { launchBrowser } from '../app/visit.ts';
import { ENDLESS, openLab, prepareLab, startRun } from './lab-visit.ts';

/** Chromium collects garbage for the measurement at once instead of waiting for its own time. */
const EAGER = '--enable-blink-features=ForceEagerMeasureMemory';

/** What page and workers hold, in bytes. */
interface Held {
  /** Objects of JavaScript and array buffers of the page and all workers. */
  readonly objects: number;
  /** The same of the worker that holds most, which is the one that learns. */
  readonly mostOfWorkers: number;
  /** Memory of WebAssembly, which the browser does not count. */
  readonly wasm: number;
}

/** What page and workers hold: JavaScript's objects, array buffers and WebAssembly's memory. */
export async function memory(): Promise<string> {
  const app = await serveApp();
  const browser = await launchBrowser([EAGER]);
  try {
    const visit = await prepareLab(browser, app.url);
    const { page } = visit;
    await countWasm(page);
    const rows: string[][] = [];
    for (const digits of ['10000', '60000']) {
      await openLab(visit, app.url, ENDLESS.replace('10000', digits));
      const before = await heldBytes(page);
      await startRun(page, 100_000);
      const learning = await heldBytes(page);
      const { objects, mostOfWorkers, wasm } = learning;
      rows.push([
        Number(digits).toLocaleString('en'),
        ...[before.objects + before.wasm, mostOfWorkers, wasm, objects + wasm].map(inMb),
      ]);
    }
    return markdownTable(
      [
        '784-128-64-10, digits',
        'before Start, MB',
        'learning: the lab’s worker',
        'WebAssembly',
        'all',
      ],
      rows,
    );
  } finally {
    await browser.close();
    app.stop();
  }
}

function inMb(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

/** Has each worker list the memories of WebAssembly that it makes. */
async function countWasm(page: Page): Promise<void> {
  await page.route('**/worker-*.js', async (route) => {
    const response = await route.fetch();
    const body = `${COUNTS_MEMORIES}\n${await response.text()}`;
    await route.fulfill({ response, body });
  });
}

/** Runs once in a worker, though each of its scripts begins with it. */
const COUNTS_MEMORIES = `if (!globalThis.wasmMemories) {
  const made = (globalThis.wasmMemories = []);
  WebAssembly.Memory = class extends WebAssembly.Memory {
    constructor(descriptor) {
      super(descriptor);
      made.push(new WeakRef(this));
    }
  };
}`;

async function heldBytes(page: Page): Promise<Held> {
  const [objects, mostOfWorkers] = await page.evaluate(async () => {
    interface Measured {
      readonly bytes: number;
      readonly breakdown: readonly {
        readonly bytes: number;
        readonly attribution: readonly { readonly scope: string }[];
      }[];
    }
    type Measure = () => Promise<Measured>;
    const measure = Reflect.get(performance, 'measureUserAgentSpecificMemory') as
      Measure | undefined;
    if (!measure) throw new Error('expected an isolated page, found none');
    const { bytes, breakdown } = await measure.call(performance);
    const ofWorkers = breakdown
      .filter(({ attribution }) => attribution[0]?.scope.includes('Worker') ?? false)
      .map((part) => part.bytes);
    return [bytes, Math.max(0, ...ofWorkers)];
  });
  const wasm = await Promise.all(
    page.workers().map((worker) =>
      worker.evaluate(() => {
        type Memories = readonly WeakRef<WebAssembly.Memory>[];
        const made = Reflect.get(globalThis, 'wasmMemories') as Memories | undefined;
        return (made ?? []).reduce((sum, one) => sum + (one.deref()?.buffer.byteLength ?? 0), 0);
      }),
    ),
  );
  return { objects, mostOfWorkers, wasm: wasm.reduce((sum, bytes) => sum + bytes, 0) };
}
