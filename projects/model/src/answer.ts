import { softmax } from './forward.ts';
import { JsonField } from './json-field.ts';
import type { Manifest } from './manifest.ts';

/** How to turn logits into an honest answer, measured on held-out digits and stored in the manifest. */
export interface AnswerCalibration {
  /** Divides the logits before softmax (Guo et al. 2017). */
  readonly temperature: number;
  /** A drawing with less certainty than this is not called a digit; 0 accepts everything. */
  readonly leastCertainty: number;
}

/** For exports without calibration: unchanged probabilities, and doubt only on a blank pad. */
export const UNCALIBRATED: AnswerCalibration = { temperature: 1, leastCertainty: 0 };

/** The network's answer to a drawing. */
export interface Answer {
  /** Calibrated, `[classes]`. */
  readonly probabilities: Float32Array;
  /** How far the logits stand out, in nats. */
  readonly certainty: number;
  /** Whether the drawing counts as a digit at all. */
  readonly isDigit: boolean;
}

/** Computes the answer from logits. */
export function answerOf(logits: Float32Array, calibration: AnswerCalibration): Answer {
  const certainty = certaintyOf(logits);
  return {
    probabilities: softmax(logits, calibration.temperature),
    certainty,
    isDigit: certainty >= calibration.leastCertainty,
  };
}

/**
 * How far logits stand out from their mean: their log-sum-exp minus the mean, minus the same for equal logits. It is
 * the negative energy of Liu et al. 2020 without what all logits have in common. Networks that were trained on
 * non-digits too respond to those with nearly equal logits. At least 0.
 */
export function certaintyOf(logits: ArrayLike<number>): number {
  const values = Array.from(logits);
  const largest = Math.max(...values);
  const sum = values.reduce((total, logit) => total + Math.exp(logit - largest), 0);
  const mean = values.reduce((total, logit) => total + logit, 0) / values.length;
  return Math.max(0, largest - mean + Math.log(sum / values.length));
}

/**
 * The calibration in a manifest's `training` block (`answer`); `UNCALIBRATED` if there is none.
 * @param file name or URL for error messages
 * @throws FormatError when it is malformed
 */
export function calibrationOf({ training }: Manifest, file: string): AnswerCalibration {
  if (training?.['answer'] === undefined) return UNCALIBRATED;
  return parseCalibration(new JsonField(file, training, 'training').get('answer'));
}

/** Parses `{temperature, leastCertainty}`. Throws FormatError that names the field. */
export function parseCalibration(field: JsonField): AnswerCalibration {
  return {
    temperature: field.get('temperature').number(0.01, 100),
    leastCertainty: field.get('leastCertainty').number(0, 1000),
  };
}
