// `npm run bench -- lab-start [--quick]`: how the lab's networks read after five passes over 10,000 digits, with the
// first layer's random weights at He's spread and at a tenth of it, and how far what was learned stands out from them.
import { Classifier, initialWeights, trainingRun, wasmBackend, type Optimizer } from '#engine';
import {
  packDigits,
  perceptronSpec,
  unpackDigits,
  type LabelledImages,
  type NetworkWeights,
} from '#model';
import { installedMnist, readMnist } from '#trainer';

const PIXELS = 784;
const BATCH = 64;
const PASSES = 5;

interface Case {
  readonly hidden: readonly number[];
  readonly optimizer: Optimizer;
  readonly rate: number;
  readonly digits: number;
  readonly seeds: number;
}

const SGD: Optimizer = { kind: 'sgd' };
const ADAM: Optimizer = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
const MOMENTUM: Optimizer = { kind: 'momentum', momentum: 0.9 };
const usual = { optimizer: SGD, rate: 0.1, digits: 10_000, seeds: 10 };
const CASES: readonly Case[] = [
  { ...usual, hidden: [32] },
  { ...usual, hidden: [128, 64], seeds: 5 },
  { ...usual, hidden: [16, 16, 16, 16] },
  { ...usual, hidden: [] },
  { ...usual, hidden: [32], optimizer: MOMENTUM, rate: 0.01 },
  { ...usual, hidden: [32], optimizer: ADAM, rate: 0.001 },
  { ...usual, hidden: [32], digits: 60_000, seeds: 3 },
];

const [train, test] = [readMnist(installedMnist(), 'train'), readMnist(installedMnist(), 't10k')];
/** The lab's digits have 4 bits a pixel. */
const packed = unpackDigits(packDigits(part(train, 10_000)), 'train-1');
const isQuick = process.argv.includes('--quick');

console.log('| network | learns by | digits | seeds | first layer 1: % right, stands out | 0.1 |');
console.log('| --- | --- | --- | --- | --- | --- |');
for (const one of isQuick ? CASES.slice(0, 1) : CASES) {
  const figures: string[] = [];
  for (const firstLayerScale of [1, 0.1]) {
    const runs: Learned[] = [];
    for (let seed = 1; seed <= one.seeds; seed++)
      runs.push(await learned(one, firstLayerScale, seed));
    const shares = runs.map(({ right }) => (right * 100).toFixed(1)).join(' ');
    const signal = mean(runs.map((run) => run.signal)).toFixed(1);
    figures.push(
      `**${(mean(runs.map(({ right }) => right)) * 100).toFixed(1)}** (${shares}), ${signal}`,
    );
  }
  const name = [PIXELS, ...one.hidden, 10].join('-');
  const by = `${one.optimizer.kind} ${one.rate}`;
  console.log(`| ${name} | ${by} | ${one.digits} | ${one.seeds} | ${figures.join(' | ')} |`);
}

const first = CASES[0];
if (first) {
  const shares: number[][] = [[], []];
  for (let seed = 1; seed <= first.seeds; seed++) {
    for (const [index, set] of [part(train, first.digits), packed].entries()) {
      shares[index]?.push((await learned(first, 0.1, seed, set)).right * 100);
    }
  }
  const [eight = [], four = []] = shares;
  const better = four.filter((share, index) => share > (eight[index] ?? 0)).length;
  console.log(
    `learned from 8 bits a pixel: ${mean(eight).toFixed(2)} % right, from 4: ${mean(four).toFixed(2)} %, better for ${better} of ${first.seeds} seeds`,
  );
}

interface Learned {
  /** Share of the test digits. */
  readonly right: number;
  /** What was learned over what was random, in the first layer: root mean squares. */
  readonly signal: number;
}

async function learned(
  one: Case,
  firstLayerScale: number,
  seed: number,
  trainingSet = part(train, one.digits),
): Promise<Learned> {
  const { hidden, optimizer, rate, digits } = one;
  const spec = perceptronSpec([PIXELS, ...hidden, 10]);
  const start = initialWeights(spec, seed, { kind: 'he', firstLayerScale });
  const run = trainingRun({
    setup: { spec, optimizer, initialWeights: start, trainingSet },
    backend: wasmBackend,
    batchSize: BATCH,
    schedule: () => rate,
    seed,
    milestones: [
      { id: 'end', label: 'end', kind: 'dataset_multiple', targetImages: digits * PASSES },
    ],
  });
  let end: NetworkWeights = start;
  for await (const event of run) if (event.kind === 'checkpoint') end = event.weights;
  const classifier = await Classifier.create(spec);
  const before = start[0]?.weights ?? new Float32Array();
  const change = end[0]?.weights.map((weight, index) => weight - (before[index] ?? 0));
  return {
    right: classifier.accuracy(end, test),
    signal: rootMeanSquare(change ?? before) / rootMeanSquare(before),
  };
}

function part({ pixels, labels }: LabelledImages, count: number): LabelledImages {
  return { pixels: pixels.subarray(0, count * PIXELS), labels: labels.subarray(0, count) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function rootMeanSquare(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}
