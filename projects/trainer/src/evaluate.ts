import { Classifier, indexOfLargest, type LabelledImages } from '#engine';
import type { NetworkSpec, NetworkWeights } from '#model';

/** How a network does on labelled images. */
export interface EvaluationReport {
  readonly images: number;
  /** Share classified right, 0..1. */
  readonly accuracy: number;
  /** Images by label (row) and answer (column). */
  readonly confusion: readonly (readonly number[])[];
}

/**
 * Runs labelled images through a network.
 * @throws RangeError when they do not fit
 */
export async function evaluate(
  spec: NetworkSpec,
  weights: NetworkWeights,
  { pixels, labels }: LabelledImages,
): Promise<EvaluationReport> {
  const classes = spec.layers.at(-1)?.outputs ?? 0;
  const logits = (await Classifier.create(spec)).logits(weights, pixels);
  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  let correct = 0;
  labels.forEach((label, image) => {
    const answer = indexOfLargest(logits, image * classes, classes);
    const row = confusion[label];
    if (!row) throw new RangeError(`labels: expected below ${classes}, found ${label}`);
    row[answer] = (row[answer] ?? 0) + 1;
    if (answer === label) correct += 1;
  });
  return { images: labels.length, accuracy: correct / labels.length, confusion };
}

/** A report for people: accuracy, a line for each digit, the confusion matrix. */
export function formatReport({ images, accuracy, confusion }: EvaluationReport): string {
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
