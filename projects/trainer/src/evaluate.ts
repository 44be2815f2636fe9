import { Classifier, indexOfLargest, inTurns, type Steps } from '#engine';
import {
  answerOf,
  judge,
  UNCALIBRATED,
  type Answer,
  type AnswerCalibration,
  type Judgement,
  type NetworkSpec,
  type NetworkWeights,
} from '#model';

/** How a network does on images. */
export interface EvaluationReport {
  readonly images: number;
  /** Share taken for no digit, 0..1; images without ink are among them. */
  readonly notADigit: number;
  /** Share of which the app names two digits, 0..1. */
  readonly unsure: number;
  /** What labels allow to say; missing without. */
  readonly labelled?: LabelledReport;
}

/** How a network does on images whose digit is known. */
export interface LabelledReport {
  /** Share whose likeliest digit is right, 0..1, whether the image was taken for a digit or not. */
  readonly accuracy: number;
  /** The same among those taken for a digit. */
  readonly accuracyAnswered: number;
  /** Share of wrong ones among those of which the app names one digit, 0..1. */
  readonly namedWrongly: number;
  /** Expected calibration error of the likeliest digit's probability, 0..1, 15 bins of equal mass. */
  readonly calibrationError: number;
  /** Images by label (row) and answer (column). */
  readonly confusion: readonly (readonly number[])[];
}

/** A network with what its answers need. */
export interface EvaluatedNetwork {
  readonly spec: NetworkSpec;
  readonly weights: NetworkWeights;
  readonly calibration?: AnswerCalibration;
}

/** What a network makes of an image. */
export interface Reading extends Pick<Answer, 'probabilities'> {
  /** The likeliest. */
  readonly digit: number;
  /** Of that digit, 0..1. */
  readonly probability: number;
  /** What the app says; blank for an image without ink. */
  readonly judgement: Judgement;
}

const CALIBRATION_BINS = 15;

/**
 * Runs images through a network.
 * @param pixels ink 0..255, row-major, `[image][in]`, as the network is to see them
 * @param labels `[image]`
 * @throws RangeError when they do not fit, and for no images, of which no share can be told; the signal's
 *   reason when aborted
 */
export async function evaluate(
  network: EvaluatedNetwork,
  pixels: Uint8Array,
  labels?: Uint8Array,
  signal?: AbortSignal,
): Promise<EvaluationReport> {
  return reportOf(await readImages(network, pixels, signal), labels);
}

/**
 * What a network makes of each image.
 * @param pixels ink 0..255, row-major, `[image][in]`, as the network is to see them
 * @throws RangeError when they do not fit; the signal's reason when aborted
 */
export async function readImages(
  network: EvaluatedNetwork,
  pixels: Uint8Array,
  signal?: AbortSignal,
): Promise<Reading[]> {
  const classifier = await Classifier.create(network.spec);
  return inTurns(readingSteps(classifier, network, pixels), signal);
}

function* readingSteps(
  classifier: Classifier,
  { spec, weights, calibration = UNCALIBRATED }: EvaluatedNetwork,
  pixels: Uint8Array,
): Steps<Reading[]> {
  const inputs = spec.layers[0]?.inputs ?? 0;
  const classes = spec.layers.at(-1)?.outputs ?? 0;
  const logits = yield* classifier.logitSteps(weights, pixels);
  const readings: Reading[] = [];
  for (let image = 0; image * inputs < pixels.length; image++) {
    const answer = answerOf(logits.subarray(image * classes, (image + 1) * classes), calibration);
    const { probabilities } = answer;
    const hasInk = pixels.subarray(image * inputs, (image + 1) * inputs).some((ink) => ink > 0);
    const digit = indexOfLargest(logits, image * classes, classes);
    const judgement = judge(hasInk ? answer : undefined);
    readings.push({ digit, probability: probabilities[digit] ?? 0, probabilities, judgement });
    yield;
  }
  return readings;
}

/**
 * What there is to say of readings.
 * @param labels `[image]`
 * @throws RangeError when they do not fit, and for no images, of which no share can be told
 */
export function reportOf(readings: readonly Reading[], labels?: Uint8Array): EvaluationReport {
  const images = readings.length;
  if (images === 0 || (labels && labels.length !== images)) {
    const found = `${images} images and ${labels?.length ?? 'no'} labels`;
    throw new RangeError(`images: expected at least one, with a label each if any, found ${found}`);
  }
  const notADigit = readings.filter((reading) => !isAnswered(reading)).length / images;
  const unsure = readings.filter(({ judgement }) => judgement.kind === 'unsure').length / images;
  const report = { images, notADigit, unsure };
  return labels ? { ...report, labelled: labelledReport(readings, labels) } : report;
}

function labelledReport(readings: readonly Reading[], labels: Uint8Array): LabelledReport {
  const classes = readings[0]?.probabilities.length ?? 0;
  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  const judged = readings.map((reading, image) => {
    const label = labels[image] ?? classes;
    const row = confusion[label];
    if (!row) throw new RangeError(`labels: expected below ${classes}, found ${label}`);
    row[reading.digit] = (row[reading.digit] ?? 0) + 1;
    return { ...reading, isRight: reading.digit === label };
  });
  const named = judged.filter(({ judgement }) => judgement.kind === 'digit');
  return {
    accuracy: shareRight(judged),
    accuracyAnswered: shareRight(judged.filter(isAnswered)),
    namedWrongly:
      named.length === 0 ? 0 : named.filter(({ isRight }) => !isRight).length / named.length,
    calibrationError: calibrationError(judged),
    confusion,
  };
}

/** Whether an image is taken for a digit. */
function isAnswered({ judgement }: Reading): boolean {
  return judgement.kind === 'digit' || judgement.kind === 'unsure';
}

interface Judged {
  /** Of the likeliest digit, 0..1. */
  readonly probability: number;
  readonly isRight: boolean;
}

/**
 * Expected calibration error: the mean, over bins of equally many answers sorted by probability, of how
 * far their mean probability is from their share of right ones (Naeini et al. 2015, adaptive bins).
 */
export function calibrationError(judged: readonly Judged[], bins = CALIBRATION_BINS): number {
  const sorted = [...judged].sort((a, b) => a.probability - b.probability);
  let error = 0;
  for (let bin = 0; bin < bins; bin++) {
    const part = sorted.slice(
      Math.floor((bin * sorted.length) / bins),
      Math.floor(((bin + 1) * sorted.length) / bins),
    );
    const claimed = part.reduce((sum, { probability }) => sum + probability, 0);
    error += Math.abs(claimed - shareRight(part) * part.length) / sorted.length;
  }
  return error;
}

function shareRight(judged: readonly Judged[]): number {
  return judged.length === 0 ? 0 : judged.filter(({ isRight }) => isRight).length / judged.length;
}
