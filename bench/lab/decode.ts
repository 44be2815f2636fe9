import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { markdownTable } from '../app/markdown-table.ts';
import { BUILT_APP } from '../app/served-app.ts';
import { median } from '../app/statistics.ts';
import { launchBrowser } from '../app/visit.ts';
import { bundled, serveScripts } from './served-scripts.ts';

const COUNTS = [10_000, 60_000];

/** How long stored digits take in a worker until they can be learned from: checked, inflated, unpacked. */
export async function decode(rounds: number): Promise<string> {
  const script = await bundled("import './decode-worker.ts'", import.meta.dirname);
  const served = await serveScripts((path) => {
    if (path === '/decode.js') return [script, 'text/javascript'];
    const file = join(BUILT_APP, 'digits', basename(path));
    return path !== '/' && existsSync(file)
      ? [readFileSync(file), 'application/octet-stream']
      : undefined;
  });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(served.url);
    const times = new Map<number, number[]>(COUNTS.map((count) => [count, []]));
    for (let round = 0; round < rounds; round++) {
      for (const [count, values] of times) {
        // A worker each time: the first file stays at hand in one.
        const ms = await page.evaluate(
          (digits) =>
            new Promise<number>((resolve, reject) => {
              const worker = new Worker('decode.js');
              worker.onmessage = ({ data }: MessageEvent<number>) => {
                resolve(data);
                worker.terminate();
              };
              worker.onerror = ({ message }) => {
                reject(new Error(message));
              };
              worker.postMessage(digits);
            }),
          count,
        );
        values.push(ms);
      }
    }
    return markdownTable(
      ['digits, from stored files until they can be learned from', 'median, ms', 'most, ms'],
      [...times].map(([count, values]) => [
        count.toLocaleString('en'),
        median(values).toFixed(0),
        Math.max(...values).toFixed(0),
      ]),
    );
  } finally {
    await browser.close();
    served.stop();
  }
}
