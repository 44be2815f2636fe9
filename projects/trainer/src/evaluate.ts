import { Classifier, indexOfLargest, inTurns, type Steps } from '#engine';
import {
  answerOf,
  UNCALIBRATED,
  type AnswerCalibration,
  type NetworkSpec,
  type NetworkWeights,
} from '#model';

/** How a network does on images. */
export interface EvaluationReport {
  readonly images: number;
  /** Share taken for no digit, 0..1; images without ink are among them. */
  readonly notADigit: number;
  /** What labels allow to say; missing without. */
  readonly labelled?: LabelledReport;
}

/** How a network does on images whose digit is known. */
export interface LabelledReport {
  /** Share whose likeliest digit is right, 0..1, whether the image was taken for a digit or not. */
  readonly accuracy: number;
  /** The same among those taken for a digit. */
  readonly accuracyAnswered: number;
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
  const classifier = await Classifier.create(network.spec);
  return inTurns(evaluationSteps(classifier, network, pixels, labels), signal);
}

function* evaluationSteps(
  classifier: Classifier,
  { spec, weights, calibration = UNCALIBRATED }: EvaluatedNetwork,
  pixels: Uint8Array,
  labels: Uint8Array | undefined,
): Steps<EvaluationReport> {
  const inputs = spec.layers[0]?.inputs ?? 0;
  const classes = spec.layers.at(-1)?.outputs ?? 0;
  const logits = yield* classifier.logitSteps(weights, pixels);
  const images = pixels.length / inputs;
  if (images === 0 || (labels && labels.length !== images)) {
    const found = `${images} images and ${labels?.length ?? 'no'} labels`;
    throw new RangeError(`images: expected at least one, with a label each if any, found ${found}`);
  }
  const answers: Answer[] = [];
  for (let image = 0; image < images; image++) {
    const answer = answerOf(logits.subarray(image * classes, (image + 1) * classes), calibration);
    const hasInk = pixels.subarray(image * inputs, (image + 1) * inputs).some((ink) => ink > 0);
    const digit = indexOfLargest(logits, image * classes, classes);
    const isDigit = answer.isDigit && hasInk;
    answers.push({ digit, isDigit, probability: answer.probabilities[digit] ?? 0 });
    yield;
  }
  const notADigit = answers.filter(({ isDigit }) => !isDigit).length / images;
  if (!labels) return { images, notADigit };

  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  const judged = answers.map((answer, image) => {
    const label = labels[image] ?? classes;
    const row = confusion[label];
    if (!row) throw new RangeError(`labels: expected below ${classes}, found ${label}`);
    row[answer.digit] = (row[answer.digit] ?? 0) + 1;
    return { ...answer, isRight: answer.digit === label };
  });
  const answered = judged.filter(({ isDigit }) => isDigit);
  const labelled = {
    accuracy: shareRight(judged),
    accuracyAnswered: shareRight(answered),
    calibrationError: calibrationError(judged),
    confusion,
  };
  return { images, notADigit, labelled };
}

interface Answer {
  readonly digit: number;
  readonly isDigit: boolean;
  /** Of the digit, 0..1. */
  readonly probability: number;
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

/** A report for people: accuracy, doubt, a line for each digit, the confusion matrix. */
export function formatReport({ images, notADigit, labelled }: EvaluationReport): string {
  const doubt = `not a digit: ${(notADigit * 100).toFixed(2)} % of ${images} images`;
  if (!labelled) return doubt;
  const { accuracy, accuracyAnswered, calibrationError, confusion } = labelled;
  const sumOf = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0);
  const digits = confusion.map((row, digit) => {
    const count = sumOf(row);
    const right = row[digit] ?? 0;
    const answered = sumOf(confusion.map((other) => other[digit] ?? 0));
    return [String(digit), String(count), percent(right, count), percent(right, answered)];
  });
  const header = ['', ...confusion.map((_, digit) => String(digit))];
  const matrix = confusion.map((row, digit) => [
    String(digit),
    ...row.map((count) => (count === 0 ? '·' : String(count))),
  ]);
  return [
    `accuracy ${(accuracy * 100).toFixed(2)} % of ${images} images`,
    `${doubt}; accuracy of the others ${(accuracyAnswered * 100).toFixed(2)} %`,
    `calibration error ${(calibrationError * 100).toFixed(2)} %`,
    '',
    table([['digit', 'images', 'recall', 'precision'], ...digits]),
    '',
    'rows: the label; columns: the answer',
    table([header, ...matrix]),
  ].join('\n');
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((part / whole) * 100).toFixed(2)} %`;
}

function table(rows: readonly (readonly string[])[]): string {
  const width = Math.max(...rows.flat().map((cell) => cell.length)) + 1;
  return rows.map((row) => row.map((cell) => cell.padStart(width)).join('')).join('\n');
}
