import { UsageError } from '#command-line';
import { inTurns } from '#engine';
import { isBlankDrawing, type LabelledDrawing, type LabelledImages } from '#model';
import { drawingSteps } from '../prepare-digits.ts';
import { readDrawings } from '../read-drawings.ts';

/** Digits of people, as the app gives them to a network. */
export interface StrokeDigits {
  readonly images: LabelledImages;
  /** How many drawings are no digits, without a label, or blank. */
  readonly leftOut: number;
}

/** As many as a recipe may ask for of one kind. */
const MOST_DIGITS = 200_000;

/**
 * Reads files of drawings to learn from.
 * @throws UsageError where there is no digit in them, or too many; DataFileError, FormatError; the signal's reason when
 *   aborted
 */
export async function readStrokeDigits(
  files: readonly string[],
  signal: AbortSignal,
): Promise<StrokeDigits> {
  const all = files.flatMap(readDrawings);
  const digits = all.flatMap(digitOf);
  if (digits.length === 0 || digits.length > MOST_DIGITS) {
    const found = digits.length === 0 ? `none in ${all.length} drawings` : String(digits.length);
    throw new UsageError(`--strokes: expected 1 to ${MOST_DIGITS} digits, found ${found}`);
  }
  const steps = drawingSteps(digits.map(({ drawing }) => drawing));
  const pixels = await inTurns(steps, signal);
  const labels = Uint8Array.from(digits, ({ digit }) => digit);
  return { images: { pixels, labels }, leftOut: all.length - digits.length };
}

function digitOf({ digit, drawing }: LabelledDrawing) {
  const isDigit = typeof digit === 'number' && !isBlankDrawing(drawing);
  return isDigit ? [{ digit, drawing }] : [];
}
