// `npm run bench -- formats`: how long networks take in and out, in processor time, and how much code it is.
import {
  findInk,
  lastCheckpoint,
  readFiles,
  writeExportZip,
  writeOnnx,
  type ChosenFile,
} from '#formats';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { sampleDigits } from '../projects/formats/testing/sample-digits.ts';

const root = join(import.meta.dirname, '..');
const ROUNDS = 5;

/** Median milliseconds of processor time: others use the machine, too. */
async function measure(what: string, work: () => unknown): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  times.sort((a, b) => a - b);
  console.log(
    `${what}: ${times[ROUNDS >> 1]?.toFixed(0)} ms (${times[0]?.toFixed(0)} to ${times.at(-1)?.toFixed(0)})`,
  );
}

function file(folder: string, name: string): ChosenFile {
  return { name, bytes: new Uint8Array(readFileSync(join(folder, name))) };
}

async function networkIn(files: readonly ChosenFile[]) {
  const found = await readFiles(files);
  if (found.kind !== 'network') throw new Error(`bench: expected a network, found ${found.kind}`);
  return found.network;
}

const exported = join(root, 'exports');
const shards = readdirSync(join(exported, 'mlp_weights')).map((name) =>
  file(exported, `mlp_weights/${name}`),
);
const loose = [file(exported, 'mlp_weights.json'), ...shards];
const network = await networkIn(loose);
const zip = { name: 'a.zip', bytes: writeExportZip(network) };
const onnx = { name: 'a.onnx', bytes: writeOnnx(network, lastCheckpoint(network)) };
const others = await networkIn([
  file(join(root, 'projects/formats/testing/onnx'), 'pytorch-mnist.onnx'),
]);
const digits = sampleDigits();

console.log(
  `${network.checkpoints.length} checkpoints; zip ${zip.bytes.length} bytes, ONNX ${onnx.bytes.length} bytes`,
);
await measure('read loose files', () => readFiles(loose));
await measure('read a zip', () => readFiles([zip]));
await measure('write a zip', () => writeExportZip(network));
await measure('read ONNX', () => readFiles([onnx]));
await measure('write ONNX', () => writeOnnx(network, lastCheckpoint(network)));
await measure('find out how ink counts, 784-8-10', () => findInk(others, digits));
await measure('find out how ink counts, 784-128-64-10', () => findInk(network, digits));

const folder = mkdtempSync(join(tmpdir(), 'bench-formats-'));
try {
  for (const [what, option] of [
    ['beside the model, which the app has', '--external:#model'],
    ['with the model', '--alias:#model=./projects/model/src/public-api.ts'],
  ] as const) {
    const out = join(folder, 'bundle.js');
    const args = ['--bundle', '--minify', '--format=esm', option, `--outfile=${out}`];
    const { status, stderr } = spawnSync(
      join(root, 'node_modules/.bin/esbuild'),
      ['projects/formats/src/public-api.ts', ...args],
      { cwd: root, encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(stderr);
    const bytes = readFileSync(out);
    console.log(
      `code ${what}: ${bytes.length} bytes, ${brotliCompressSync(bytes).length} in brotli`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}
