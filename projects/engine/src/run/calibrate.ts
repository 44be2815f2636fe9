import {
  certaintyOf,
  softmax,
  type AnswerCalibration,
  type NetworkSpec,
  type NetworkWeights,
  type LabelledImages,
} from '#model';
import { Classifier } from '../wasm/classifier.ts';
import type { AugmentationOptions, Recipe } from './recipe.ts';
import { augmentImages } from '../wasm/augment-images.ts';
import { atOnce, inTurns, type Steps } from './in-turns.ts';

const COLDEST = 0.2;
const HOTTEST = 5;
const SEARCH_STEPS = 40;
/** Images whose loss is summed before anything else can happen. */
const STEP = 1000;
/** Images that a network's answers are calibrated on. */
const IMAGES = 10_000;
/** Redrawing draws from another stream than the training run. */
const REDRAWING_STREAM = 0x2545f491;
/** How visitors draw: anywhere, large and small, a little turned; fitted and centred by the app. */
const AS_VISITORS_DRAW: AugmentationOptions = {
  ...{ rotation: 9, shear: 0.1, scale: 0.1, anisotropy: 0.05, shift: 0, elastic: 1 },
  ...{ refitShare: 1, smallest: 9, largest: 26 },
};
/** Of all that is calibrated on: of MNIST's digits drawn that way 2.4 %, and 0.6 % of people's shapes. */
const REFUSED_SHARE = 0.015;
/** Ratio of the golden section. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** What answers are calibrated on. */
export interface CalibrationImages {
  readonly trainingSet: LabelledImages;
  /** Digits that nobody learned from, as people draw them and the app prepares them. */
  readonly drawings?: LabelledImages;
}

/**
 * What makes a trained network's answers honest, found on augmented training images, which are no easier
 * for it than images it has never seen (docs/decisions/0009-calibration.md), and on drawings.
 * @throws RangeError when images and network do not fit together; the signal's reason when aborted
 */
export async function calibrateAnswers(
  spec: NetworkSpec,
  weights: NetworkWeights,
  { trainingSet, drawings }: CalibrationImages,
  { seed }: Pick<Recipe, 'seed'>,
  signal?: AbortSignal,
): Promise<AnswerCalibration> {
  const { pixels, labels } = trainingSet;
  const redrawn = { ...AS_VISITORS_DRAW, seed: (seed ^ REDRAWING_STREAM) >>> 0 };
  const count = Math.min(IMAGES, labels.length);
  const inputs = pixels.length / labels.length;
  const images = await augmentImages(pixels.subarray(0, count * inputs), redrawn, {
    ...(signal && { signal }),
  });
  const classifier = await Classifier.create(spec);
  const logits = await inTurns(classifier.logitSteps(weights, images), signal);
  const ofDrawings = drawings
    ? await inTurns(classifier.logitSteps(weights, drawings.pixels), signal)
    : new Float32Array();
  const calibration = calibrationSteps(
    joined(Float32Array, logits, ofDrawings),
    joined(Uint8Array, labels.subarray(0, count), drawings?.labels ?? new Uint8Array()),
    REFUSED_SHARE,
  );
  const { temperature, leastCertainty } = await inTurns(calibration, signal);
  const rounded = (value: number): number => Math.round(value * 1000) / 1000;
  return { temperature: rounded(temperature), leastCertainty: rounded(leastCertainty) };
}

/**
 * What makes a network's answers honest on digits that it has not learned from: the temperature with the
 * least cross-entropy (Guo et al. 2017), and the certainty that all but a share of these digits reach.
 * @param logits `[image][classes]`
 * @param labels `[image]`
 * @param refusedShare share of real digits that may be called no digit, 0..1
 */
export function calibrate(
  logits: Float32Array,
  labels: Uint8Array,
  refusedShare: number,
): AnswerCalibration {
  return atOnce(calibrationSteps(logits, labels, refusedShare));
}

/** `calibrate` in steps of some milliseconds. */
function* calibrationSteps(
  logits: Float32Array,
  labels: Uint8Array,
  refusedShare: number,
): Steps<AnswerCalibration> {
  const classes = logits.length / labels.length;
  const rows = Array.from(labels, (_, image) =>
    logits.subarray(image * classes, (image + 1) * classes),
  );
  function* crossEntropy(logTemperature: number): Steps<number> {
    const temperature = Math.exp(logTemperature);
    let sum = 0;
    for (const [image, row] of rows.entries()) {
      const probability = softmax(row, temperature)[labels[image] ?? 0] ?? 0;
      sum -= Math.log(Math.max(probability, Number.MIN_VALUE));
      if (image % STEP === STEP - 1) yield;
    }
    return sum;
  }
  const certainties = rows.map(certaintyOf).sort((a, b) => a - b);
  yield;
  const best = yield* lowest(crossEntropy, Math.log(COLDEST), Math.log(HOTTEST));
  return {
    temperature: Math.exp(best),
    leastCertainty: certainties[Math.floor(refusedShare * certainties.length)] ?? 0,
  };
}

/** Where a function with one valley between `low` and `high` is lowest (golden-section search). */
function* lowest(of: (x: number) => Steps<number>, low: number, high: number): Steps<number> {
  let [a, b] = [low, high];
  for (let step = 0; step < SEARCH_STEPS; step++) {
    const width = (b - a) * GOLDEN;
    if ((yield* of(b - width)) < (yield* of(a + width))) b = a + width;
    else a = b - width;
  }
  return (a + b) / 2;
}

function joined<Values extends Float32Array | Uint8Array>(
  type: new (length: number) => Values,
  first: Values,
  second: Values,
): Values {
  const all = new type(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
