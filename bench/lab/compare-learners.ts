import { initialWeights } from '#engine';
import { packDigits, perceptronSpec, Random, unpackDigits, type LabelledImages } from '#model';
import { installedMnist, readMnist } from '#trainer';
import type { Page } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { markdownTable } from '../app/markdown-table.ts';
import { median } from '../app/statistics.ts';
import { launchBrowser } from '../app/visit.ts';
import { measure, type LearnerSetup, type Measured } from './learner.ts';
import { ourLearner } from './our-learner.ts';
import { bundled, serveScripts, type ServedScripts } from './served-scripts.ts';

/** How long to measure. */
export interface MeasureOptions {
  readonly rounds: number;
  readonly seconds: number;
}

const SIZES = [784, 128, 64, 10];
/** Images in a batch. */
export const BATCH = 128;
const RATE = 0.1;
const DIGITS = 10_000;
/** Steps after which losses are compared. */
const CHECKED_STEPS = 20;
/** Who takes longer for that, such as WebGL in software, is left out. */
const PATIENCE_MS = 20_000;
/** Sums in float32 differ in their order; what is wrong differs by far more. */
const MOST_APART = 0.002;
const OURS = 'the lab’s engine';
const PEERS = ['wasm', 'webgl', 'cpu'].flatMap((backend) =>
  ['gathered', 'brought'].map((batches) => `${backend}, ${batches}`),
);
const OUR_WORKER = `
import { serveLearner } from './learner.ts';
import { ourLearner } from './our-learner.ts';
serveLearner(ourLearner);
`;
const peers = join(import.meta.dirname, '../peers');

/** Measures all learners in turn. Answers a table of medians. */
export async function compareLearners({ rounds, seconds }: MeasureOptions): Promise<string> {
  if (!existsSync(join(peers, 'node_modules'))) {
    spawnSync('npm', ['ci', '--prefix', peers], { stdio: 'inherit' });
  }
  const setup = learnerSetup();
  const served = await serveLearners();
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(served.url);
    await page.evaluate(installLearners, asText(setup));
    const losses = new Map<string, number>();
    for (const name of [OURS, ...PEERS]) {
      const loss = await firstLoss(page, name);
      if (loss !== undefined) losses.set(name, loss);
    }
    const names = [...losses.keys()];
    const node = await ourLearner(setup);
    const ours = losses.get(OURS) ?? NaN;
    const speeds = new Map<string, number[]>([
      ['Node', []],
      ...names.map((name): [string, number[]] => [name, []]),
    ]);
    for (let round = 0; round < rounds; round++) {
      // Who comes first has the cooler processor.
      const turn = round % 2 === 0 ? names : names.toReversed();
      for (const name of turn) {
        const measured = await ask<Measured>(page, name, { kind: 'measure', seconds });
        speeds.get(name)?.push(measured.imagesPerSecond);
      }
      speeds.get('Node')?.push((await measure(node, BATCH, seconds)).imagesPerSecond);
    }
    const ourSpeed = median(speeds.get(OURS) ?? []);
    const rows = [...speeds].map(([name, values]) => {
      const loss = losses.get(name);
      const learns = loss === undefined || Math.abs(loss - ours) < MOST_APART;
      return [
        name === 'Node' ? `${OURS} in Node` : name === OURS ? name : `TensorFlow.js 4.22, ${name}`,
        Math.round(median(values)).toLocaleString('en'),
        learns ? (ourSpeed / median(values)).toFixed(2) : 'does not learn the same',
        loss === undefined ? '' : loss.toFixed(4),
      ];
    });
    return markdownTable(
      [
        'learner, one thread',
        'images/s',
        'the lab’s in the page are so many times as many',
        `loss of the first ${CHECKED_STEPS} steps`,
      ],
      rows,
    );
  } finally {
    await browser.close();
    served.stop();
  }
}

const stepsToCheck = { kind: 'steps', count: CHECKED_STEPS } as const;

/** What all learners are given. */
export function learnerSetup(): LearnerSetup {
  const spec = perceptronSpec(SIZES);
  const { pixels, labels } = firstDigits(readMnist(installedMnist(), 'train'));
  const order = Uint32Array.from({ length: DIGITS }, (_, index) => index);
  const random = Random.fromSeed(1);
  for (let last = order.length - 1; last > 0; last--) {
    const other = random.nextBelow(last + 1);
    [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
  }
  return {
    ...{ sizes: SIZES, pixels, labels, order, batchSize: BATCH, rate: RATE },
    weights: initialWeights(spec, 1, { kind: 'he', firstLayerScale: 0.1 }).map(
      ({ weights }) => weights,
    ),
    normalization: spec.normalization,
  };
}

/** As the lab has them: 4 bits a pixel. */
function firstDigits({ pixels, labels }: LabelledImages): LabelledImages {
  const part = { pixels: pixels.slice(0, DIGITS * 784), labels: labels.slice(0, DIGITS) };
  return unpackDigits(packDigits(part), 'train-1');
}

/** Plain data as a page takes it: arrays become text. */
function asText(setup: LearnerSetup): string {
  const text = (array: Uint8Array | Float32Array | Uint32Array): string =>
    Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('base64');
  const { pixels, labels, weights, order, ...plain } = setup;
  return JSON.stringify({
    ...plain,
    ...{ pixels: text(pixels), labels: text(labels), order: text(order) },
    weights: weights.map(text),
  });
}

/** Runs in the page: workers by the names of their learners. */
function installLearners(text: string): void {
  const bytes = (part: string): ArrayBuffer =>
    Uint8Array.from(atob(part), (c) => c.charCodeAt(0)).buffer;
  const { pixels, labels, weights, order, ...plain } = JSON.parse(text) as Record<
    string,
    string
  > & { readonly weights: readonly string[] };
  const setup = {
    ...plain,
    pixels: new Uint8Array(bytes(pixels ?? '')),
    labels: new Uint8Array(bytes(labels ?? '')),
    order: new Uint32Array(bytes(order ?? '')),
    weights: weights.map((part) => new Float32Array(bytes(part))),
  };
  const workers = new Map<string, Worker>();
  Object.assign(window, {
    askLearner: (name: string, script: string, asked: object, patienceMs: number) =>
      new Promise((resolve, reject) => {
        const worker = workers.get(name) ?? new Worker(script);
        workers.set(name, worker);
        worker.onmessage = ({ data }: MessageEvent<{ result?: unknown; error?: string }>) => {
          if (data.error === undefined) resolve(data.result);
          else reject(new Error(data.error));
        };
        worker.onerror = ({ message }) => {
          reject(new Error(message));
        };
        setTimeout(() => {
          reject(new Error(`no answer within ${patienceMs} ms`));
        }, patienceMs);
        worker.postMessage({ ...asked, setup });
      }),
  });
}

async function ask<Result>(page: Page, name: string, asked: object): Promise<Result> {
  return page.evaluate(
    ([who, script, what, patience]) => {
      type Ask = (...args: readonly [string, string, object, number]) => Promise<unknown>;
      return (window as unknown as { askLearner: Ask }).askLearner(who, script, what, patience);
    },
    [name, name === OURS ? 'ours.js' : 'tfjs.js', asked, PATIENCE_MS] as const,
  ) as Promise<Result>;
}

/** The loss of a learner's first steps; undefined if it is not on this device, or too slow here. */
async function firstLoss(page: Page, name: string): Promise<number | undefined> {
  try {
    await ask(page, name, { kind: 'prepare', how: name });
    return await ask<number>(page, name, stepsToCheck);
  } catch (error) {
    console.error(`${name}: left out, ${String(error)}`);
    return undefined;
  }
}

/** Serves an empty page, the workers' scripts, and the WebAssembly of one of them. */
async function serveLearners(): Promise<ServedScripts> {
  const scripts = new Map([
    ['/ours.js', await bundled(OUR_WORKER, import.meta.dirname)],
    ['/tfjs.js', await bundled("import './tfjs-worker.mjs'", peers)],
  ]);
  const wasm = join(peers, 'node_modules/@tensorflow/tfjs-backend-wasm/wasm-out');
  return serveScripts((path) => {
    const script = scripts.get(path);
    if (script) return [script, 'text/javascript'];
    return path.endsWith('.wasm')
      ? [readFileSync(join(wasm, basename(path))), 'application/wasm']
      : undefined;
  });
}
