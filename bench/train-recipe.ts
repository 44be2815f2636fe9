// `npm run bench -- train --recipe default [--beside DIR] [--whole]`: how fast the command line learns by a recipe
// of `training/`, in turn with the build in another folder. A build is a folder with its node_modules.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

interface Run {
  /** Seconds on the clock and of processor time, from the start of the process to the first step reported. */
  readonly firstStep: Moment;
  /** Images a second from there to the end, by the clock and by processor time. */
  readonly images: { readonly bySeconds: number; readonly byProcessor: number };
  /** From start to export. */
  readonly end: Moment;
}

interface Moment {
  readonly seconds: number;
  readonly processor: number;
}

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    recipe: { type: 'string', default: 'default' },
    beside: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    threads: { type: 'string', default: '1' },
    'stop-after': { type: 'string', default: '2x' },
    whole: { type: 'boolean', default: false },
  },
});
/** Ticks of processor time a second, as Linux counts them for programs. */
const TICKS = 100;
const here = join(import.meta.dirname, '..');
const builds = values.beside === undefined ? [here] : [values.beside, here];
const runs = new Map<string, Run[]>(builds.map((build) => [build, []]));
for (let round = 0; round < Number(values.rounds); round++) {
  // All builds in every round: the machine is shared, and its speed drifts.
  for (const build of builds) runs.get(build)?.push(await run(build));
}

const what = values.whole ? 'the whole run' : `up to ${values['stop-after']}`;
console.log(
  `${values.recipe}.json, ${values.threads} threads, ${what}; median of ${values.rounds}\n`,
);
console.log(
  '| build | first step after (of a processor) | images/s (a second of a processor) | start to export (of a processor) |',
);
console.log('| --- | --- | --- | --- |');
for (const [build, found] of runs) {
  const middle = (of: (run: Run) => number): number => median(found.map(of));
  const cells = [
    build === here ? 'this' : build,
    `${middle(({ firstStep }) => firstStep.seconds).toFixed(1)} s (${middle(({ firstStep }) => firstStep.processor).toFixed(1)})`,
    `${thousands(middle(({ images }) => images.bySeconds))} (${thousands(middle(({ images }) => images.byProcessor))})`,
    `${middle(({ end }) => end.seconds).toFixed(1)} s (${middle(({ end }) => end.processor).toFixed(1)})`,
  ];
  console.log(`| ${cells.join(' | ')} |`);
}

/** Trains once with a build, in a process of its own. */
async function run(build: string): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-train-'));
  const started = performance.now();
  const child = spawn(
    'node',
    [
      ...['--max-semi-space-size=1', 'training/mlp-train.ts', '--json', '--device', 'cpu'],
      ...['--recipe', `training/${values.recipe}.json`, '--threads', values.threads],
      ...['--export-path', join(folder, 'weights.json')],
      ...(values.whole ? [] : ['--stop-after', values['stop-after']]),
    ],
    {
      cwd: build,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        PATH: [join(build, 'node_modules/.bin'), process.env['PATH']].join(delimiter),
      },
    },
  );
  const moment = (): Moment => ({
    seconds: (performance.now() - started) / 1000,
    processor: processorSeconds(child.pid ?? 0),
  });
  let first: (Moment & { readonly seen: number }) | undefined;
  let last: (Moment & { readonly seen: number }) | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    const event = JSON.parse(line) as { readonly kind: string; readonly imagesSeen?: number };
    const { kind, imagesSeen = 0 } = event;
    if (imagesSeen === 0 || (kind !== 'progress' && kind !== 'checkpoint')) continue;
    last = { ...moment(), seen: imagesSeen };
    first ??= last;
  }
  const seconds = (performance.now() - started) / 1000;
  rmSync(folder, { recursive: true });
  if (!first || !last) throw new Error(`${build}: expected progress, found none`);
  const images = last.seen - first.seen;
  return {
    firstStep: first,
    images: {
      bySeconds: images / (last.seconds - first.seconds),
      byProcessor: images / (last.processor - first.processor),
    },
    // What is left after the last report is short: calibrating and writing.
    end: { seconds, processor: last.processor },
  };
}

/** Processor time of a process and its threads; Linux only. */
function processorSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
}

function thousands(value: number): string {
  return Math.round(value).toLocaleString('en');
}
