// Logits of ONNX Runtime beside ours, on the app's 1,000 sample digits: for the files that tests read, and for what is
// written here. `npm install` in this folder, then `node onnx-logits.mjs`; exit status 1 where they differ by 5e-5.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as ort from 'onnxruntime-node';
import { readFiles, withInk, writeOnnx } from '../../projects/formats/src/public-api.ts';
import { sampleDigits } from '../../projects/formats/testing/sample-digits.ts';
import { forward } from '../../projects/model/src/public-api.ts';

const ROOT = join(import.meta.dirname, '../..');
const FIXTURES = join(ROOT, 'projects/formats/testing/onnx');
const MOST = 5e-5;
/** ONNX Runtime computes half floats in half floats; here they are numbers like any other. */
const MOST_OF_HALVES = 5e-3;
const PIXELS = 784;
const digits = sampleDigits();
const count = digits.labels.length;

/** What ink, 0 to 1, is for a network; the names are those of expected.json. */
const INPUTS = {
  '0-1': (ink) => ink,
  '0-255': (ink) => ink * 255,
  'minus-1-1': (ink) => ink * 2 - 1,
  mnist: (ink) => (ink - 0.1307) / 0.3081,
  '0-255-inverted': (ink) => 255 - ink * 255,
  '0-1-transposed': (_, i, all) =>
    all[Math.floor(i / PIXELS) * PIXELS + (i % 28) * 28 + Math.floor((i % PIXELS) / 28)],
};

/** Logits or what differs from them by a constant an image: probabilities become their logarithms. */
async function runtimeLogits(path, pixels) {
  const session = await ort.InferenceSession.create(path, { logSeverityLevel: 3 });
  const name = session.outputNames.find((output) =>
    /logits|scores|softmax|dense|prob/.test(output),
  );
  const input = session.inputNames[0];
  const known = session.inputMetadata?.[0]?.shape ?? ['N', 1, 28, 28];
  const rows = [];
  for (let image = 0; image < count; image++) {
    const shape = known.map((size, axis) => (axis === 0 ? 1 : size));
    const one = pixels.slice(image * PIXELS, (image + 1) * PIXELS);
    const output = (await session.run({ [input]: new ort.Tensor('float32', one, shape) }, [name]))[
      name
    ];
    rows.push(Array.from(output.data, Number));
  }
  const isProbability = rows.every((row) => Math.abs(row.reduce((a, b) => a + b, 0) - 1) < 1e-3);
  return isProbability ? rows.map((row) => row.map(Math.log)) : rows;
}

function centred(row) {
  const mean = row.reduce((a, b) => a + b, 0) / row.length;
  return row.map((value) => value - mean);
}

function difference(ours, theirs) {
  let [most, largest] = [0, 0];
  ours.forEach((row, image) => {
    const [a, b] = [centred(row), centred(theirs[image])];
    a.forEach((value, i) => (most = Math.max(most, Math.abs(value - b[i]))));
    largest = Math.max(largest, ...row.map(Math.abs));
  });
  return { most, largest };
}

function ourLogits({ spec, checkpoints }) {
  return Array.from({ length: count }, (_, image) => {
    const pixels = digits.pixels.subarray(image * PIXELS, (image + 1) * PIXELS);
    return Array.from(forward(spec, checkpoints.at(-1).weights, pixels).logits);
  });
}

function report(name, { most, largest }) {
  const isWithin = most <= (/^read .*float16/.test(name) ? MOST_OF_HALVES : MOST);
  console.log(
    `${isWithin ? 'ok ' : 'NOT'} ${name}: ${most.toExponential(2)}, logits up to ${largest.toFixed(1)}`,
  );
  if (!isWithin) process.exitCode = 1;
}

async function open(paths) {
  const files = paths.map((path) => ({
    name: basename(path),
    bytes: new Uint8Array(readFileSync(path)),
  }));
  return readFiles(files);
}

const expected = JSON.parse(readFileSync(join(FIXTURES, 'expected.json'), 'utf8'));
for (const [name, { input }] of Object.entries(expected)) {
  const path = join(FIXTURES, `${name}.onnx`);
  const beside = readdirSync(dirname(path)).filter((file) => file === `${name}.onnx.data`);
  const { network } = await open([path, ...beside.map((file) => join(FIXTURES, file))]);
  const scale = ['0-255', '0-1', 'minus-1-1', 'mnist'].find((one) => input.startsWith(one));
  const [isInverted, isTransposed] = [input.endsWith('inverted'), input.endsWith('transposed')];
  const ours = ourLogits(withInk(network, { scale, isInverted, isTransposed }));
  try {
    const theirs = await runtimeLogits(path, digits.pixels.map(INPUTS[input]));
    report(`read ${name}`, difference(ours, theirs));
  } catch (error) {
    console.log(`--- read ${name}: ONNX Runtime gives no tensor (${String(error).slice(0, 90)})`);
  }
}

// Out again: everything that was read, and the default weights.
const manifest = join(ROOT, 'exports/mlp_weights.json');
const shards = JSON.parse(readFileSync(manifest, 'utf8')).timeline.map(
  ({ weights }) => weights.path,
);
const written = [
  ['default weights', await open([manifest, ...shards.map((path) => join(ROOT, 'exports', path))])],
];
for (const name of Object.keys(expected)) {
  const data = join(FIXTURES, `${name}.onnx.data`);
  const found = await open([join(FIXTURES, `${name}.onnx`), ...(existsSync(data) ? [data] : [])]);
  const scale = ['0-255', '0-1', 'minus-1-1', 'mnist'].find((one) =>
    expected[name].input.startsWith(one),
  );
  const input = expected[name].input;
  const reading = {
    scale,
    isInverted: input.endsWith('inverted'),
    isTransposed: input.endsWith('transposed'),
  };
  written.push([name, { network: withInk(found.network, reading) }]);
}
for (const [name, { network }] of written) {
  const bytes = writeOnnx(network, network.checkpoints.at(-1));
  report(
    `written ${name}`,
    difference(ourLogits(network), await runtimeLogits(bytes, digits.pixels)),
  );
}
