// `npm run bench -- reading`: how well the default weights read MNIST's test digits, as they are and drawn
// anywhere on the pad, and which drawings of no digit they refuse.
import { IMAGE_SIZE, prepareImage, calibrationOf } from '#model';
import {
  checkpointNamed,
  evaluate,
  installedMnist,
  prepareDigits,
  readCheckpoint,
  readManifest,
  readMnist,
} from '#trainer';
import { Random } from '../projects/engine/src/random.ts';
import { drawnAnywhere } from './reading/drawn-digits.ts';
import { HELD_BACK } from './reading/held-back.ts';

const MANIFEST = 'exports/mlp_weights.json';
const PIXELS = IMAGE_SIZE * IMAGE_SIZE;
const DRAWINGS_A_KIND = 2000;

const random = Random.fromSeed(2026);
const manifest = readManifest(MANIFEST);
const network = {
  spec: manifest.network,
  weights: readCheckpoint(MANIFEST, manifest, checkpointNamed(manifest)),
  calibration: calibrationOf(manifest, MANIFEST),
};
const { pixels, labels } = readMnist(installedMnist(), 't10k');
const anywhere = imagesOf(labels.length, (image) =>
  prepareImage(drawnAnywhere(pixels.subarray(image * PIXELS, (image + 1) * PIXELS), random)),
);

console.log('| digits | accuracy | called no digit | calibration error |');
console.log('| --- | --- | --- | --- |');
for (const [name, images] of [
  ['as they are', pixels],
  ['fitted and centred', prepareDigits(pixels, IMAGE_SIZE)],
  ['9 to 26 pixels, turned to 9 degrees, anywhere', anywhere],
] as const) {
  const { notADigit, labelled } = await evaluate(network, images, labels);
  const shares = [labelled?.accuracy, notADigit, labelled?.calibrationError];
  console.log(`| ${[name, ...shares.map(percent)].join(' | ')} |`);
}

console.log('\n| drawings that are no digits | called so |');
console.log('| --- | --- |');
for (const [kind, draw] of Object.entries(HELD_BACK)) {
  const drawings = imagesOf(DRAWINGS_A_KIND, () => draw(random));
  const { notADigit } = await evaluate(network, drawings);
  console.log(`| ${kind} | ${percent(notADigit)} |`);
}

function imagesOf(count: number, draw: (index: number) => Float32Array): Uint8Array {
  const images = new Uint8Array(count * PIXELS);
  for (let index = 0; index < count; index++) {
    images.set(
      draw(index).map((ink) => Math.round(ink * 255)),
      index * PIXELS,
    );
  }
  return images;
}

function percent(share = NaN): string {
  return `${(share * 100).toFixed(2)} %`;
}
