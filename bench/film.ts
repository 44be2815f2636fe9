// `npm run bench -- film [--rounds N]`: what the answers of all checkpoints cost. First in Node, as the worker computes them;
// then the frames of the built app's page after a stroke, beside a visit with one checkpoint on the device, in turn (needs
// `npm run build`).
import { answerOf, forward, parsePackedSnapshot, parseSnapshot } from '#model';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CheckpointFilm } from '../src/app/network/inference/worker/checkpoint-film.ts';
import { readDefaultExport } from '../projects/e2e/src/default-export.ts';
import { keptHashes } from '../projects/e2e/src/kept-weights.ts';
import { markdownTable } from './app/markdown-table.ts';
import { lastIndex } from './app/measure-scrub.ts';
import { serveApp } from './app/served-app.ts';
import { median, percentile } from './app/statistics.ts';
import { strokesOf } from './app/strokes.ts';
import { launchBrowser, visiting, type Visit } from './app/visit.ts';

/** What is looked at after the pen is up: answers are asked for after 400 ms. */
const WINDOW_MS = 900;
/** A frame that took so long was lost at 60 a second. */
const LOST_MS = 25;

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: { rounds: { type: 'string', default: '20' } },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  throw new RangeError(`--rounds: expected a whole number from 1, found ${values.rounds}`);
}

console.log(await inTheWorker());
const app = await serveApp();
const browser = await launchBrowser();
try {
  console.log(await onThePage());
} finally {
  await browser.close();
  app.stop();
}

/** A film on a processor, and by the clock the longest that another request has to wait for it. */
async function inTheWorker(): Promise<string> {
  const { network, timeline } = readDefaultExport().manifest;
  const texts = timeline.map(({ shard }) =>
    readFileSync(join(import.meta.dirname, '../exports', shard.path), 'utf8'),
  );
  const image = Float32Array.from({ length: 784 }, (_, pixel) => (pixel % 6 === 0 ? 0.8 : 0));
  const calibration = { temperature: 1, leastCertainty: 0 };
  let since = 0;
  const waits: number[] = [];
  const film = new CheckpointFilm({
    now: () => performance.now(),
    pause: () => {
      waits.push(performance.now() - since);
      return new Promise((resolve) => {
        setTimeout(() => {
          since = performance.now();
          resolve();
        });
      });
    },
  });
  texts.forEach((text, index) => {
    const weights = parsePackedSnapshot(text, 'film', network);
    film.keep({ film: { key: 'a', network, calibration }, index, weights });
  });
  const totals: number[] = [];
  const longest: number[] = [];
  for (let round = 0; round < rounds + 5; round++) {
    waits.length = 0;
    since = performance.now();
    const before = process.cpuUsage();
    await film.judgements('a', image, new AbortController().signal);
    const { user, system } = process.cpuUsage(before);
    waits.push(performance.now() - since);
    if (round < 5) continue; // Warms up.
    totals.push((user + system) / 1000);
    longest.push(Math.max(...waits));
  }
  const weights = parseSnapshot(texts.at(-1) ?? '', 'film', network);
  const answers = Array.from({ length: 50 }, () => {
    const begin = performance.now();
    answerOf(forward(network, weights, image).logits, calibration);
    return performance.now() - begin;
  });
  return markdownTable(
    ['in the worker', 'ms'],
    [
      [`a film of ${timeline.length}, on a processor`, median(totals).toFixed(1)],
      ['longest slice, by the clock', median(longest).toFixed(1)],
      ['one answer, by the clock', median(answers).toFixed(2)],
    ],
  );
}

/** Frames and work of a page after one drawing. */
interface Aftermath {
  readonly cpuMs: number;
  readonly longestMs: number;
  readonly lost: number;
}

async function onThePage(): Promise<string> {
  const options = { url: app.url, draws: 'stubbed' } as const;
  const [one, all] = await visiting(browser, options, (few) =>
    visiting(browser, options, async (many) => {
      await keepAll(many);
      const results: [Aftermath[], Aftermath[]] = [[], []];
      for (let round = 0; round <= rounds; round++) {
        const both = [await aftermath(few, 1), await aftermath(many, (await lastIndex(many)) + 1)];
        // The first brings the weights to the worker.
        if (round > 0) both.forEach((result, which) => results[which]?.push(result));
      }
      return results;
    }),
  );
  const row = (name: string, of: (result: Aftermath) => number, digits: number): string[] => [
    name,
    ...[one, all].map((results) => {
      const found = results.map(of);
      return `${median(found).toFixed(digits)} (${percentile(found, 0.9).toFixed(digits)})`;
    }),
  ];
  return markdownTable(
    [`${WINDOW_MS} ms after a drawing, median (9 of 10)`, 'one checkpoint', 'all'],
    [
      row('page thread, ms on a processor', ({ cpuMs }) => cpuMs, 1),
      row('longest frame, ms', ({ longestMs }) => longestMs, 1),
      row(`frames longer than ${LOST_MS} ms`, ({ lost }) => lost, 0),
    ],
  );
}

/** Has every checkpoint stored on the device, by going over the timeline once. */
async function keepAll({ page }: Visit): Promise<void> {
  const last = await lastIndex({ page });
  for (let index = last - 1; index >= 0; index--) {
    await page.evaluate((at) => window.bench.scrubTo(at), index);
  }
  while ((await keptHashes(page)).length <= last) await page.waitForTimeout(100);
  await page.evaluate((at) => window.bench.scrubTo(at), last);
}

/** Draws a digit without the wave that follows a stroke, and watches until the film has its answers. */
async function aftermath({ page, thread }: Visit, answers: number): Promise<Aftermath> {
  let frames: number[] = [];
  await page.evaluate(async (strokes) => {
    window.bench.clear();
    for (const [first, ...rest] of strokes) {
      if (first) window.bench.putDown(first);
      await window.bench.moveAFrame(rest);
      window.bench.takeAway();
    }
  }, strokesOf(3));
  const { cpuMs } = await thread.during(async () => {
    frames = await page.evaluate(async (windowMs) => {
      const gaps: number[] = [];
      let before = await new Promise(requestAnimationFrame);
      for (const end = before + windowMs; before < end;) {
        const now = await new Promise(requestAnimationFrame);
        gaps.push(now - before);
        before = now;
      }
      return gaps;
    }, WINDOW_MS);
  });
  await page.waitForFunction(
    (count) => document.querySelectorAll('.frames .answer').length === count,
    answers,
  );
  return {
    cpuMs,
    longestMs: Math.max(...frames),
    lost: frames.filter((gap) => gap > LOST_MS).length,
  };
}
