// `npm run bench -- augment [--beside FILE]`: processor time of drawing an image anew; FILE is another build's
// kernels.wasm.ts.
import { MemoryPlan } from '../projects/engine/src/wasm/memory-plan.ts';
import { MemoryViews } from '../projects/engine/src/wasm/memory-views.ts';
import { augmentationFields } from '../projects/engine/src/wasm/network-layout.ts';
import { instantiateKernels, type Kernels } from '../projects/engine/src/wasm/kernels.ts';
import { IMAGE_SIZE, bytesFromBase64 } from '#model';
import { parseRecipe, type AugmentationOptions } from '#engine';
import { installedMnist, readMnist } from '#trainer';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

interface Contender {
  readonly name: string;
  readonly kernels: Kernels;
  readonly views: MemoryViews;
  readonly addresses: { readonly batch: number; readonly scratch: number; readonly drawn: number };
  /** Addresses of the records of `WAYS`. */
  readonly records: readonly number[];
}

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    beside: { type: 'string', multiple: true, default: [] },
    images: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '9' },
  },
});
const count = Number(values.images);
const rounds = Number(values.rounds);
const PIXELS = IMAGE_SIZE * IMAGE_SIZE;
const SEED = 1;
/** More than any build has asked for. */
const LARGEST_SCRATCH = 65536;
const root = join(import.meta.dirname, '..');
const recipeFile = join(root, 'training/default.json');
const { augmentation } = parseRecipe(readFileSync(recipeFile, 'utf8'), recipeFile);
if (!augmentation) throw new Error(`${recipeFile}: expected an augmentation, found none`);
const WAYS: readonly { readonly name: string; readonly options: AugmentationOptions }[] = [
  { name: 'plain', options: { ...augmentation, refitShare: 0 } },
  { name: 'drawn at another size and fitted', options: { ...augmentation, refitShare: 1 } },
  { name: 'as the default recipe mixes them', options: augmentation },
];

const pixels = readMnist(installedMnist(), 'train').pixels.subarray(0, count * PIXELS);
const files = [join(root, 'projects/engine/src/wasm/kernels.wasm.ts'), ...values.beside];
const contenders: Contender[] = [];
for (const file of files) contenders.push(await load(file));

console.log(`${count} images, ${rounds} rounds in turn, Node ${process.version}\n`);
console.log(
  '| images | build | µs an image, median (range) | of the first | pixels off by 1, more |',
);
console.log('| --- | --- | --- | --- | --- |');
WAYS.forEach(({ name }, way) => {
  const times = contenders.map((): number[] => []);
  for (let round = -1; round < rounds; round++) {
    contenders.forEach((contender, index) => {
      const time = microseconds(contender, way);
      // The first round is for caches and compilers.
      if (round >= 0) times[index]?.push(time);
    });
  }
  const medians = times.map(medianOf);
  contenders.forEach((contender, index) => {
    const sorted = times[index] ?? [];
    const median = medians[index] ?? NaN;
    const range = `${Math.min(...sorted).toFixed(2)} to ${Math.max(...sorted).toFixed(2)}`;
    const ratio = (median / (medians[0] ?? NaN)).toFixed(2);
    const cells = [name, contender.name, `${median.toFixed(2)} (${range})`, ratio];
    console.log(`| ${cells.join(' | ')} | ${index === 0 ? '' : differences(contender)} |`);
  });
});

async function load(file: string): Promise<Contender> {
  const module: unknown = await import(pathToFileURL(resolve(file)).href);
  const base64 = (module as { readonly KERNELS_WASM_BASE64?: unknown }).KERNELS_WASM_BASE64;
  const bytes = typeof base64 === 'string' ? bytesFromBase64(base64) : undefined;
  if (!bytes) throw new Error(`${file}: expected KERNELS_WASM_BASE64, found something else`);
  const plan = new MemoryPlan();
  const source = plan.take(count * PIXELS);
  const drawn = plan.take(count * PIXELS);
  const indices = plan.take(count * 4);
  const scratch = plan.take(LARGEST_SCRATCH);
  const records = WAYS.map(({ options }) => plan.record(augmentationFields(options)));
  const addresses = [count, source, 0, 0, indices, 0, drawn].map((u32) => ({ u32 }));
  const batch = plan.record([...addresses, { f32: 1 }]);
  const pages = Math.ceil(plan.byteLength / 65536);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const { kernels } = await instantiateKernels(await WebAssembly.compile(bytes), memory);
  const views = new MemoryViews(memory);
  plan.writeRecords(views);
  views.bytes(source, pixels.length).set(pixels);
  views.u32(indices, count).set(Uint32Array.from({ length: count }, (_, index) => index));
  for (const record of records) views.u32(record, 2).set([SEED, 0]);
  return { name: file, kernels, views, records, addresses: { batch, scratch, drawn } };
}

/** Processor time of this thread, so that others on the machine count as little as they can. */
function microseconds({ kernels, addresses, records }: Contender, way: number): number {
  const before = process.threadCpuUsage();
  kernels.augment(addresses.batch, records[way] ?? 0, addresses.scratch, 0, count);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / count;
}

/** How far the images that were drawn last are from the first contender's. */
function differences(contender: Contender): string {
  const [first] = contenders;
  if (!first) return '';
  const ours = first.views.bytes(first.addresses.drawn, count * PIXELS);
  const theirs = contender.views.bytes(contender.addresses.drawn, count * PIXELS);
  let [byOne, more] = [0, 0];
  ours.forEach((ink, i) => {
    const distance = Math.abs(ink - (theirs[i] ?? NaN));
    if (distance === 1) byOne++;
    else if (distance > 1) more++;
  });
  const percent = (pixelsOff: number): string =>
    `${((100 * pixelsOff) / (count * PIXELS)).toFixed(3)} %`;
  return `${percent(byOne)}, ${percent(more)}`;
}

function medianOf(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
}
