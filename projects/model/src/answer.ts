import { softmax } from './forward.ts';
import { JsonField } from './json-field.ts';
import type { Manifest } from './manifest.ts';

/** What turns logits into an honest answer: measured on held-out digits, kept in the manifest. */
export interface AnswerCalibration {
  /** Divides the logits before softmax (Guo et al. 2017). */
  readonly temperature: number;
  /** A drawing whose certainty is below this is not called a digit; 0 calls everything one. */
  readonly leastCertainty: number;
}

/** For exports that bring no calibration: probabilities as they are, no doubt but on a blank pad. */
export const UNCALIBRATED: AnswerCalibration = { temperature: 1, leastCertainty: 0 };

/** The network's answer to a drawing. */
export interface Answer {
  /** Calibrated, `[classes]`. */
  readonly probabilities: Float32Array;
  /** How far the logits stand out, nats. */
  readonly certainty: number;
  /** Whether the drawing is taken for a digit at all. */
  readonly isDigit: boolean;
}

/** The answer that logits stand for. */
export function answerOf(logits: Float32Array, calibration: AnswerCalibration): Answer {
  const certainty = certaintyOf(logits);
  return {
    probabilities: softmax(logits, calibration.temperature),
    certainty,
    isDigit: certainty >= calibration.leastCertainty,
  };
}

/**
 * How far logits stand out from their mean: their log-sum-exp less the mean, less what equal logits
 * have. It is the negative energy of Liu et al. 2020, freed from what is common to all logits; networks
 * that were shown drawings of no digit answer those with nearly equal logits. 0 at least.
 */
export function certaintyOf(logits: ArrayLike<number>): number {
  const values = Array.from(logits);
  const largest = Math.max(...values);
  const sum = values.reduce((total, logit) => total + Math.exp(logit - largest), 0);
  const mean = values.reduce((total, logit) => total + logit, 0) / values.length;
  return Math.max(0, largest - mean + Math.log(sum / values.length));
}

/**
 * The calibration in a manifest's `training` block (`answer`); `UNCALIBRATED` where there is none.
 * @param file name or URL for error messages
 * @throws FormatError when it is there and malformed
 */
export function calibrationOf({ training }: Manifest, file: string): AnswerCalibration {
  if (training?.['answer'] === undefined) return UNCALIBRATED;
  return parseCalibration(new JsonField(file, training, 'training').get('answer'));
}

/** Reads `{temperature, leastCertainty}`. Throws FormatError that names the field. */
export function parseCalibration(field: JsonField): AnswerCalibration {
  return {
    temperature: field.get('temperature').number(0.01, 100),
    leastCertainty: field.get('leastCertainty').number(0, 1000),
  };
}
