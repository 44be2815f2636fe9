// `npm run bench -- reading`: how well the default weights read MNIST's test digits, as they are and drawn
// anywhere on the pad, and which drawings of no digit they refuse.
import { Classifier } from '#engine';
import { calibrationOf, certaintyOf, IMAGE_SIZE, softmax, Random } from '#model';
import {
  checkpointNamed,
  evaluate,
  installedMnist,
  readCheckpoint,
  readManifest,
  readMnist,
} from '#trainer';
import { digitSets, heldBackDrawings, imagesOf } from './reading/figures.ts';
import { letter } from './reading/letters.ts';

const [MANIFEST = 'exports/mlp_weights.json'] = process.argv.slice(2);
const PIXELS = IMAGE_SIZE * IMAGE_SIZE;
const CLASSES = 10;
const DRAWINGS_A_KIND = 2000;

const SEED = 2026;

const manifest = readManifest(MANIFEST);
const network = {
  spec: manifest.network,
  weights: readCheckpoint(MANIFEST, manifest, checkpointNamed(manifest)),
  calibration: calibrationOf(manifest, MANIFEST),
};
const { pixels, labels } = readMnist(installedMnist(), 't10k');

console.log('| digits | accuracy | called no digit | calibration error |');
console.log('| --- | --- | --- | --- |');
for (const [name, images] of digitSets(pixels, SEED)) {
  const { notADigit, labelled } = await evaluate(network, images, labels);
  const shares = [labelled?.accuracy, notADigit, labelled?.calibrationError];
  console.log(`| ${[name, ...shares.map(percent)].join(' | ')} |`);
}

// Three scores of how much a drawing is a digit. AUROC: how often a test digit has a higher one than a
// drawing of that kind.
const SCORES = {
  certainty: certaintyOf,
  'log-sum-exp': (row: Float32Array) => row.reduce((sum, logit) => sum + Math.exp(logit), 0),
  'largest probability': (row: Float32Array) => Math.max(...softmax(row)),
} as const;
const classifier = await Classifier.create(network.spec);
const scoresOf = (images: Uint8Array): number[][] => {
  const logits = classifier.logits(network.weights, images);
  const rows = Array.from({ length: images.length / PIXELS }, (_, image) =>
    logits.subarray(image * CLASSES, (image + 1) * CLASSES),
  );
  return Object.values(SCORES).map((scoreOf) => rows.map(scoreOf));
};
const ofDigits = scoresOf(pixels);
console.log(
  `\n| drawings that are no digits | called so | AUROC: ${Object.keys(SCORES).join(' | ')} |`,
);
console.log('| --- | --- | --- | --- | --- |');
const shares: number[] = [];
for (const [kind, drawings] of heldBackDrawings(DRAWINGS_A_KIND, SEED)) {
  shares.push(await printKind(kind, drawings));
}
console.log(
  `| all of these | ${percent(shares.reduce((sum, x) => sum + x, 0) / shares.length)} | | | |`,
);
const random = Random.fromSeed(SEED);
await printKind(
  'letters, apart',
  imagesOf(DRAWINGS_A_KIND, () => letter(random)),
);

async function printKind(kind: string, drawings: Uint8Array): Promise<number> {
  const { notADigit } = await evaluate(network, drawings);
  const aurocs = scoresOf(drawings).map((scores, index) => auroc(ofDigits[index] ?? [], scores));
  console.log(`| ${[kind, percent(notADigit), ...aurocs.map((x) => x.toFixed(3))].join(' | ')} |`);
  return notADigit;
}

/** Share of pairs in which the positive one has the higher score; equal ones count half. */
function auroc(positives: readonly number[], negatives: readonly number[]): number {
  const sorted = [...negatives].sort((a, b) => a - b);
  const below = (score: number, orEqual: boolean): number => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const value = sorted[middle] ?? 0;
      if (value < score || (orEqual && value === score)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const pairs = positives.reduce((sum, x) => sum + below(x, false) + below(x, true), 0) / 2;
  return pairs / (positives.length * negatives.length);
}

function percent(share = NaN): string {
  return `${(share * 100).toFixed(2)} %`;
}
