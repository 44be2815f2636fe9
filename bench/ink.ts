// `npm run bench -- ink`: whether prepared drawings have the ink that MNIST's digits have: the golden set's
// digits beside MNIST's training images, digit by digit.
import { IMAGE_SIZE, prepareInput } from '#model';
import { installedMnist, readMnist } from '#trainer';
import { GOLDEN_DRAWINGS } from '../projects/drawings/golden/golden-drawings.ts';

const PIXELS = IMAGE_SIZE * IMAGE_SIZE;

/** Sums over images. */
interface Ink {
  images: number;
  mass: number;
  inked: number;
  grey: number;
  black: number;
}

const { pixels, labels } = readMnist(installedMnist(), 'train');
const drawn = GOLDEN_DRAWINGS.flatMap(({ label, strokes }) =>
  label === null ? [] : [{ label, bytes: toBytes(prepareInput(strokes)) }],
);

console.log(
  '| digit | mass: MNIST, golden | inked pixels | of these grey (0.1 to 0.9) | above 0.9 |',
);
console.log('| --- | --- | --- | --- | --- |');
for (const digit of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, undefined]) {
  const isOf = (label: number | undefined): boolean => digit === undefined || label === digit;
  const [mnist, golden] = [nothing(), nothing()];
  labels.forEach((label, image) => {
    if (isOf(label)) add(mnist, pixels.subarray(image * PIXELS, (image + 1) * PIXELS));
  });
  for (const { label, bytes } of drawn) if (isOf(label)) add(golden, bytes);
  const pair = (of: (ink: Ink) => string): string => `${of(mnist)}, ${of(golden)}`;
  const cells = [
    digit ?? 'all',
    pair(({ mass, images }) => (mass / images).toFixed(1)),
    pair(({ inked, images }) => percent(inked / images / PIXELS)),
    pair(({ grey, inked }) => percent(grey / inked)),
    pair(({ black, inked }) => percent(black / inked)),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}

function toBytes(image: Float32Array): Uint8Array {
  return Uint8Array.from(image, (ink) => Math.round(ink * 255));
}

function nothing(): Ink {
  return { images: 0, mass: 0, inked: 0, grey: 0, black: 0 };
}

/** @param bytes ink 0..255 */
function add(sum: Ink, bytes: Uint8Array): void {
  sum.images++;
  for (const byte of bytes) {
    const ink = byte / 255;
    if (ink === 0) continue;
    sum.inked++;
    sum.mass += ink;
    if (ink > 0.9) sum.black++;
    else if (ink >= 0.1) sum.grey++;
  }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
