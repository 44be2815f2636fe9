import { prepareInput, type Stroke } from '#model';
import { NO_DIGIT, type LabelledImages } from '../learning-backend.ts';
import { Random } from '../random.ts';
import type { OutlierOptions } from '../recipe.ts';
import { composition, curves, letter, scribble, shape } from './drawn-outliers.ts';
import { jumble, overlay, texture } from './pixel-outliers.ts';

/** Outliers are made from another stream than weights and shuffling. */
const OUTLIER_STREAM = 0x1b873593;

type Kind = (random: Random, digits: LabelledImages) => Uint8Array;

const drawn =
  (draw: (random: Random) => Stroke[]): Kind =>
  (random) =>
    toBytes(prepareInput(draw(random)));

const KINDS: readonly Kind[] = [
  ...[scribble, curves, composition, shape, letter].map(drawn),
  texture,
  jumble,
  overlay,
];

/**
 * The training set followed by drawings that are no digits, made from the seed: scribbles, curves,
 * shapes, letters, textures, jumbled and overlaid digits. Their label is `NO_DIGIT`.
 */
export function withOutliers(
  digits: LabelledImages,
  { count }: OutlierOptions,
  seed: number,
): LabelledImages {
  const random = Random.fromSeed(seed ^ OUTLIER_STREAM);
  const pixels = new Uint8Array(digits.pixels.length + count * 784);
  pixels.set(digits.pixels);
  const labels = new Uint8Array(digits.labels.length + count).fill(NO_DIGIT);
  labels.set(digits.labels);
  for (let index = 0; index < count; index++) {
    const kind = KINDS[index % KINDS.length];
    if (kind) pixels.set(kind(random, digits), digits.pixels.length + index * 784);
  }
  return { pixels, labels };
}

/** Adds outliers to the batches of a run, drawn at random, in the share that full batches have. */
export class OutlierExposure {
  private readonly random: Random;
  private readonly options: OutlierOptions;
  private readonly batchSize: number;
  private readonly digits: number;
  private due = 0;

  /** @param digits images of the training set before the outliers */
  constructor(
    { seed, batchSize }: { readonly seed: number; readonly batchSize: number },
    options: OutlierOptions,
    digits: number,
  ) {
    this.random = Random.fromSeed((seed ^ OUTLIER_STREAM) + 1);
    this.options = options;
    this.batchSize = batchSize;
    this.digits = digits;
  }

  /** The images of a batch and its outliers. */
  join(images: Uint32Array): Uint32Array {
    const { perBatch, count } = this.options;
    this.due += images.length * perBatch;
    const outliers = Math.floor(this.due / this.batchSize);
    this.due -= outliers * this.batchSize;
    const joined = new Uint32Array(images.length + outliers);
    joined.set(images);
    for (let index = images.length; index < joined.length; index++) {
      joined[index] = this.digits + this.random.nextBelow(count);
    }
    return joined;
  }
}

function toBytes(image: Float32Array): Uint8Array {
  return Uint8Array.from(image, (ink) => Math.round(ink * 255));
}
