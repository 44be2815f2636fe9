// `npm run bench -- train --device gpu`: learning speed on the GPU, kernel by kernel, and PyTorch's beside it.
import {
  adapterName,
  findAdapter,
  GpuBackend,
  HARDWARE_PACE,
  parseRecipe,
  type KernelTime,
  type LearningSetup,
  type Recipe,
} from '#engine';
import { installedMnist, nodeGpu, nodeGpuBackend, readMnist, trainNetwork } from '#trainer';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

interface Measurement {
  readonly imagesPerSecond: number;
  readonly times: ReadonlyMap<string, KernelTime>;
}

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    device: { type: 'string', default: 'gpu' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '4' },
    python: { type: 'string', default: 'python3' },
  },
});
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);
const root = join(import.meta.dirname, '..');
const dataDir = installedMnist();
const trainingSet = readMnist(dataDir, 'train');
const testSet = readMnist(dataDir, 't10k');
const plain = recipeOf('plain.json');
const recipes: readonly (readonly [string, Recipe])[] = [
  ['no augmentation (training/plain.json)', plain],
  ['augmented, with auxiliary images (training/default.json)', recipeOf('default.json')],
];

const gpu = await nodeGpu();
const adapter = await findAdapter(gpu, { allowSoftware: true });
const isSoftware = adapter.info.isFallbackAdapter;
const [vendor, architecture] = [adapter.info.vendor, adapter.info.architecture];
console.log(`${adapterName(adapter)} (${vendor} ${architecture}), Node ${process.version}\n`);

console.log('| recipe | images/s, median (range) | a step |');
console.log('| --- | --- | --- |');
for (const [name, recipe] of recipes) {
  const speeds: number[] = [];
  for (let round = 0; round < rounds; round++) {
    speeds.push((await measure(recipe, false)).imagesPerSecond);
  }
  speeds.sort((a, b) => a - b);
  const median = speeds[Math.floor(rounds / 2)] ?? NaN;
  const range = `${thousands(speeds[0])} to ${thousands(speeds.at(-1))}`;
  const microseconds = (recipe.batchSize / median) * 1e6;
  console.log(`| ${name} | ${thousands(median)} (${range}) | ${thousands(microseconds)} µs |`);
}

for (const [name, recipe] of recipes) {
  console.log(`\nGPU time by kernel, each in a pass of its own: ${name}\n`);
  if (!adapter.features.has('timestamp-query')) {
    console.log('not measured: this adapter has no timestamps');
    continue;
  }
  const { times } = await measure(recipe, true);
  const steps = times.get('learnImages')?.launches ?? NaN;
  const total = [...times.values()].reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  console.log('| kernel | launches a step | a launch | share |');
  console.log('| --- | --- | --- | --- |');
  for (const [kernel, { milliseconds, launches }] of times) {
    const microseconds = (milliseconds * 1000) / launches;
    const share = (100 * milliseconds) / total;
    console.log(
      `| ${kernel} | ${(launches / steps).toFixed(3)} | ${microseconds.toFixed(1)} µs | ${share.toFixed(1)} % |`,
    );
  }
}

console.log('\n| the full 50x run, 3 million images, no augmentation | seconds | accuracy |');
console.log('| --- | --- | --- |');
if (isSoftware) {
  console.log('| ours | not measured: a program on the CPU | |');
} else {
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    const backend = nodeGpuBackend();
    const alone = trainNetwork({ recipe: plain, trainingSet, testSet, backend });
    let accuracy = NaN;
    for await (const event of alone) {
      if (event.kind === 'checkpoint') accuracy = event.accuracy ?? NaN;
    }
    const elapsed = (performance.now() - started) / 1000;
    console.log(
      `| ours, 35 checkpoints measured on 10,000 test images | ${elapsed.toFixed(2)} | ${percent(accuracy)} |`,
    );
  }
}
comparePyTorch();

/** Runs PyTorch's eager loop and its CUDA-graph version, where there is PyTorch with a card. */
function comparePyTorch(): void {
  const script = join(root, 'bench/peers/torch_full_run.py');
  const { status, stdout, stderr } = spawnSync(
    values.python,
    [script, dataDir, '--rounds', String(rounds)],
    { encoding: 'utf8' },
  );
  if (status !== 0) {
    const reason = stderr.trim().split('\n').at(-1) ?? '';
    console.log(`| PyTorch | not measured: ${reason || `${values.python} does not run`} | |`);
    return;
  }
  for (const line of stdout.trim().split('\n')) {
    const { name, seconds, accuracy } = JSON.parse(line) as {
      readonly name: string;
      readonly seconds: number;
      readonly accuracy: number;
    };
    console.log(`| ${name} | ${seconds.toFixed(2)} | ${percent(accuracy)} |`);
  }
}

/** Learns by a recipe for some seconds, with kernels timed or not. */
async function measure(recipe: Recipe, timesKernels: boolean): Promise<Measurement> {
  // As many steps a submission as on a card, so that launches a step are the card's everywhere.
  const options = { allowSoftware: true, timesKernels, pace: { work: HARDWARE_PACE.work } };
  let learning: GpuBackend | undefined;
  const backend = async (setup: LearningSetup): Promise<GpuBackend> =>
    (learning = await GpuBackend.start(gpu, options, setup));
  let first: { readonly images: number; readonly at: number } | undefined;
  for await (const event of trainNetwork({ recipe, trainingSet, testSet, backend })) {
    if (event.kind !== 'progress') continue;
    // Until the last step is done.
    await learning?.loss();
    const at = performance.now();
    first ??= { images: event.imagesSeen, at };
    if (at - first.at < seconds * 1000) continue;
    const imagesPerSecond = (1000 * (event.imagesSeen - first.images)) / (at - first.at);
    return {
      imagesPerSecond,
      times: (await learning?.kernelTimes()) ?? new Map<string, KernelTime>(),
    };
  }
  throw new Error(`bench: expected a run of more than ${seconds} s, found its end`);
}

function recipeOf(file: string): Recipe {
  const path = join(root, 'training', file);
  return parseRecipe(readFileSync(path, 'utf8'), path);
}

function thousands(value = NaN): string {
  return Math.round(value).toLocaleString('en');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}
