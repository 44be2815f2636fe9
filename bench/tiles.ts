// `npm run bench -- tiles`: GPU time of forward and backward, by the images that a workgroup takes together,
// with subgroups and without.
import {
  adapterName,
  findAdapter,
  GpuBackend,
  initialWeights,
  profileOf,
  type DeviceProfile,
  type LearningSetup,
} from '#engine';
import { perceptronSpec } from '#model';
import { installedMnist, nodeGpu, readMnist } from '#trainer';
import { parseArgs } from 'node:util';

interface Contender {
  readonly profile: Partial<DeviceProfile>;
  readonly backend: GpuBackend;
  readonly milliseconds: number[];
}

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    rounds: { type: 'string', default: '5' },
    steps: { type: 'string', default: '2' },
    batch: { type: 'string', default: '128' },
  },
});
const rounds = Number(values.rounds);
const steps = Number(values.steps);
const batch = Number(values.batch);
const NETWORKS = [
  [784, 128, 64, 10],
  [784, 512, 512, 512, 10],
];
const PROFILES = [
  { imageTile: 1, subgroups: false },
  { imageTile: 1, subgroups: true },
  { imageTile: 2, subgroups: true },
  { imageTile: 4, subgroups: true },
] as const;

const trainingSet = readMnist(installedMnist(), 'train');
const indices = Uint32Array.from({ length: batch }, (_, image) => image);
const gpu = await nodeGpu();
const adapter = await findAdapter(gpu, { allowSoftware: true });
console.log(`${adapterName(adapter)}, batch ${batch}, Node ${process.version}\n`);
if (!adapter.features.has('timestamp-query')) {
  console.error('bench tiles: expected an adapter with timestamps, found none');
  process.exit(1);
}
const hasSubgroups = profileOf(adapter).subgroups;

console.log('| network | images together | subgroups | a launch, median (range) | of the first |');
console.log('| --- | --- | --- | --- | --- |');
for (const network of NETWORKS) {
  const contenders = await startAll(network);
  for (let round = 0; round <= rounds; round++) {
    for (const { backend, milliseconds } of contenders) {
      const elapsed = await learningTime(backend);
      // The first round is for caches and clocks.
      if (round > 0) milliseconds.push(elapsed);
    }
  }
  const medians = contenders.map(({ milliseconds }) => medianOf(milliseconds));
  contenders.forEach(({ profile, milliseconds }, index) => {
    const median = medians[index] ?? NaN;
    const range = `${Math.min(...milliseconds).toFixed(2)} to ${Math.max(...milliseconds).toFixed(2)}`;
    const cells = [network.join('-'), profile.imageTile, profile.subgroups ? 'yes' : 'no'];
    const share = (median / (medians[0] ?? NaN)).toFixed(2);
    console.log(`| ${cells.join(' | ')} | ${median.toFixed(2)} ms (${range}) | ${share} |`);
  });
  for (const { backend } of contenders) await backend.close();
}

async function startAll(network: readonly number[]): Promise<Contender[]> {
  const spec = perceptronSpec([...network]);
  const setup: LearningSetup = {
    ...{ spec, trainingSet, initialWeights: initialWeights(spec, 1), maxBatchSize: batch },
    optimizer: { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  };
  const contenders: Contender[] = [];
  for (const profile of PROFILES.filter(({ subgroups }) => hasSubgroups || !subgroups)) {
    const options = { allowSoftware: true, timesKernels: true, profile };
    const backend = await GpuBackend.start(gpu, options, setup);
    contenders.push({ profile, backend, milliseconds: [] });
  }
  return contenders;
}

/** Milliseconds of forward and backward a step, over some steps. */
async function learningTime(backend: GpuBackend): Promise<number> {
  const before = (await backend.kernelTimes()).get('learnImages')?.milliseconds ?? 0;
  for (let step = 0; step < steps; step++) backend.step(indices, 1e-3);
  const after = (await backend.kernelTimes()).get('learnImages')?.milliseconds ?? NaN;
  return (after - before) / steps;
}

function medianOf(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
}
