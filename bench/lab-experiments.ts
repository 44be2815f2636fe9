// `npm run bench -- lab-experiments [--seeds N]`: what the lab's experiments show, with the lab's own digits, recipes and
// answers, five seeds each: % right at the end of each seed, and what each experiment is about besides. Figures that five
// seeds do not carry must not be printed anywhere.
import { parseArgs } from 'node:util';
import { atOnce, Classifier, trainingRun, wasmBackend, type RunCheckpoint } from '#engine';
import { packDigits, unpackDigits, type LabelledImages } from '#model';
import { installedMnist, readMnist } from '#trainer';
import { mcNemar } from '../src/app/network/lab/evidence/mc-nemar.ts';
import { pilesOf } from '../src/app/network/lab/evidence/piles.ts';
import { diceVerdict } from '../src/app/network/lab/evidence/several-dice.ts';
import { DEFAULT_SETTINGS, type LabSettings } from '../src/app/network/lab/shared/lab-settings.ts';
import { evaluationSteps, type Evaluation } from '../src/app/network/lab/worker/evaluation.ts';
import { runDigits, type RunDigits } from '../src/app/network/lab/worker/run-digits.ts';
import { runPlan } from '../src/app/network/lab/worker/run-plan.ts';

const PIXELS = 784;
/** The lab's digits have 4 bits a pixel. */
const train = packed(readMnist(installedMnist(), 'train'), 10_000);
const test = packed(readMnist(installedMnist(), 't10k'), 10_000);

const { values } = parseArgs({ options: { seeds: { type: 'string', default: '5' } } });
const SEEDS = Array.from({ length: Number(values.seeds) }, (_, index) => index + 1);

/** A run, as it read at its milestones and at its end. */
interface Learned {
  readonly digits: RunDigits;
  readonly ends: readonly RunCheckpoint[];
  /** All test digits at each milestone. */
  readonly readings: readonly Evaluation[];
  readonly end: Evaluation;
  /** What it learned from, at the end, as it is labelled. */
  readonly own: Evaluation;
}

interface Experiment {
  readonly name: string;
  readonly changes: Partial<LabSettings>;
  /** What it shows besides its accuracy. */
  readonly also?: (runs: readonly Learned[]) => string;
}

const fewDigits = { digits: 1000, stop: { kind: 'passes', passes: 50 } } as const;
const EXPERIMENTS: readonly Experiment[] = [
  { name: 'none', changes: {}, also: whenNinety },
  { name: 'rate 0.01', changes: { rate: 0.01 } },
  { name: 'rate 1', changes: { rate: 1 } },
  { name: 'rate 3', changes: { rate: 3 } },
  { name: 'no hidden layer', changes: { hidden: [] } },
  { name: '1,000 digits × 50', changes: fewDigits, also: ownShare },
  {
    name: '1,000 digits × 50, 40 % wrong labels',
    changes: { ...fewDigits, wrongPercent: 40 },
    also: wrongLabels,
  },
  { name: 'leave out the 7', changes: { leftOut: [7] }, also: whatSevensAreCalled },
  { name: '64 neurons', changes: { hidden: [64] } },
];

const learnedBy = new Map<string, readonly Learned[]>();
console.log('| change | % right of 10,000 new digits, mean (each seed) | besides |');
console.log('| --- | --- | --- |');
for (const { name, changes, also } of EXPERIMENTS) {
  const runs: Learned[] = [];
  for (const seed of SEEDS) runs.push(await learned({ ...DEFAULT_SETTINGS, ...changes, seed }));
  learnedBy.set(name, runs);
  console.log(
    `| ${name} | ${spread(runs.map(({ end }) => end.accuracy))} | ${also?.(runs) ?? ''} |`,
  );
}

for (const [a, b] of [
  ['none', '64 neurons'],
  ['none', 'rate 0.01'],
] as const) {
  compare(a, b);
}

/** How two recipes compare seed by seed, and over all of them. */
function compare(nameA: string, nameB: string): void {
  const [runsA, runsB] = [learnedBy.get(nameA) ?? [], learnedBy.get(nameB) ?? []];
  console.log(`\n${nameA} (a) and ${nameB} (b):`);
  for (const [index, seed] of SEEDS.entries()) {
    const [a, b] = [runsA[index], runsB[index]];
    if (!a || !b) continue;
    const { both, onlyA, onlyB, neither } = pilesOf(test.labels, a.end.answers, b.end.answers);
    const p = mcNemar(onlyA.length, onlyB.length).toPrecision(2);
    console.log(
      `seed ${seed}: both ${both.length}, only a ${onlyA.length}, only b ${onlyB.length}, neither ${neither.length}; McNemar p ${p}`,
    );
  }
  const [sharesA, sharesB] = [runsA, runsB].map((runs) => runs.map(({ end }) => end.accuracy));
  console.log(JSON.stringify(diceVerdict(sharesA ?? [], sharesB ?? [])));
}

async function learned(settings: LabSettings): Promise<Learned> {
  const digits = await runDigits(settings, {
    training: () => Promise.resolve(train),
    test: () => Promise.resolve(test),
    own: () => Promise.reject(new Error('own digits: expected to be off, found asked for')),
  });
  const { training } = digits;
  const plan = runPlan(settings, training);
  const classifier = await Classifier.create(plan.setup.spec);
  const ends: RunCheckpoint[] = [];
  for await (const event of trainingRun({ ...plan, backend: training.learnedBy(wasmBackend) })) {
    if (event.kind === 'checkpoint') ends.push(event);
  }
  const readings = ends.map(({ weights }) => atOnce(evaluationSteps(classifier, weights, test)));
  const [last, end] = [ends.at(-1), readings.at(-1)];
  if (!last || !end) throw new RangeError('a run: expected milestones, found none');
  return {
    digits,
    ends,
    readings,
    end,
    own: atOnce(evaluationSteps(classifier, last.weights, training)),
  };
}

function whenNinety(runs: readonly Learned[]): string {
  const firsts = runs.map(({ ends, readings }) => {
    const index = readings.findIndex(({ accuracy }) => accuracy >= 0.9);
    return ends[index]?.imagesSeen.toLocaleString('en') ?? 'never';
  });
  return `at 90 % by the milestone at ${firsts.join(', ')} images`;
}

function ownShare(runs: readonly Learned[]): string {
  return `of its own: ${spread(runs.map(({ own }) => own.accuracy))}`;
}

function wrongLabels(runs: readonly Learned[]): string {
  const wrong = runs.map(({ digits: { training, isWrong }, own }) => {
    let [count, learnt] = [0, 0];
    isWrong.forEach((mark, digit) => {
      count += mark;
      if (mark === 1 && own.answers[digit] === training.labels[digit]) learnt += 1;
    });
    return learnt / count;
  });
  const peaks = runs.map(({ readings }) => Math.max(...readings.map(({ accuracy }) => accuracy)));
  const at = runs.map(({ readings, ends }, run) => {
    const index = readings.findIndex(({ accuracy }) => accuracy === peaks[run]);
    return ends[index]?.imagesSeen.toLocaleString('en');
  });
  return `wrong labels learned: ${spread(wrong)}; new digits at best: ${spread(peaks)}, after ${at.join(', ')} images`;
}

function whatSevensAreCalled(runs: readonly Learned[]): string {
  const counts = new Array<number>(10).fill(0);
  let sevens = 0;
  for (const { end } of runs) {
    end.answers.forEach((answer, digit) => {
      if (test.labels[digit] !== 7) return;
      counts[answer] = (counts[answer] ?? 0) + 1;
      sevens += 1;
    });
  }
  const others = runs.map(({ end }) => {
    let [count, right] = [0, 0];
    end.answers.forEach((answer, digit) => {
      if (test.labels[digit] === 7) return;
      count += 1;
      if (answer === test.labels[digit]) right += 1;
    });
    return right / count;
  });
  const shares = [...counts.entries()]
    .filter(([, count]) => count > 0)
    .sort((a, b) => b[1] - a[1])
    .map(([digit, count]) => `${digit}: ${((count / sevens) * 100).toFixed(1)} %`);
  const nines = runs.map(({ end }) => {
    const called = end.answers.filter((answer, digit) => test.labels[digit] === 7 && answer === 9);
    return called.length / (sevens / runs.length);
  });
  return `sevens called ${shares.join(', ')}; called 9: ${spread(nines)}; other digits right: ${spread(others)}`;
}

function spread(shares: readonly number[]): string {
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return `**${percent(mean)}** (${shares.map(percent).join(', ')})`;
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}

function packed({ pixels, labels }: LabelledImages, count: number): LabelledImages {
  const some = { pixels: pixels.subarray(0, count * PIXELS), labels: labels.subarray(0, count) };
  return unpackDigits(packDigits(some), 'digits');
}
