import type { Judgement } from '#model';
import type { DrawingsReport, UnlabelledReport } from './drawings-report.ts';
import type { EvaluationReport } from './evaluate.ts';

const LONGEST_NAME = 24;

/** A report for people: accuracy, doubt, a line for each digit, the confusion matrix. */
export function formatReport({ images, notADigit, unsure, labelled }: EvaluationReport): string {
  const refused = `not a digit: ${percent(notADigit)} of ${images} images`;
  if (!labelled) return `${refused}; unsure: ${percent(unsure)}`;
  const { accuracy, accuracyAnswered, namedWrongly, calibrationError, confusion } = labelled;
  const sumOf = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0);
  const digits = confusion.map((row, digit) => {
    const count = sumOf(row);
    const right = row[digit] ?? 0;
    const answered = sumOf(confusion.map((other) => other[digit] ?? 0));
    return [String(digit), String(count), share(right, count), share(right, answered)];
  });
  const header = ['', ...confusion.map((_, digit) => String(digit))];
  const matrix = confusion.map((row, digit) => [
    String(digit),
    ...row.map((count) => (count === 0 ? '·' : String(count))),
  ]);
  const named = 1 - notADigit - unsure;
  return [
    `accuracy ${percent(accuracy)} of ${images} images`,
    `${refused}; accuracy of the others ${percent(accuracyAnswered)}`,
    `unsure: ${percent(unsure)}; named: ${percent(named)}, of these wrongly ${percent(namedWrongly)}`,
    `calibration error ${percent(calibrationError)}`,
    '',
    table([['digit', 'images', 'recall', 'precision'], ...digits]),
    '',
    'rows: the label; columns: the answer',
    table([header, ...matrix], Math.max(...[header, ...matrix].flat().map(({ length }) => length))),
  ].join('\n');
}

/** The same of drawings, with a line for each writer and for each drawing without a label. */
export function formatDrawingsReport({
  digits,
  writers,
  noDigits,
  unlabelled,
}: DrawingsReport): string {
  const parts: string[] = [];
  if (digits) parts.push(formatReport(digits));
  if (writers.length > 0) {
    const header = ['writer', 'images', 'accuracy', 'named wrongly', 'unsure', 'not a digit'];
    const rows = writers.map(({ writer, images, ...shares }) => [
      nameOf(writer),
      String(images),
      ...[shares.accuracy, shares.namedWrongly, shares.unsure, shares.notADigit].map(percent),
    ]);
    parts.push(table([header, ...rows]));
  }
  if (noDigits) {
    const { images, notADigit, unsure } = noDigits;
    const named = percent(1 - notADigit - unsure);
    parts.push(
      `drawings of no digit: ${images}; not a digit: ${percent(notADigit)}, ` +
        `unsure: ${percent(unsure)}, named all the same: ${named}`,
    );
  }
  if (unlabelled) {
    const lines = unlabelled.map(saidOf);
    parts.push([`drawings without a label: ${unlabelled.length}`, ...lines].join('\n'));
  }
  return parts.join('\n\n');
}

/** `  no. 3 by Ada: 7, 98.20 %`. */
function saidOf({ drawing, writer, said }: UnlabelledReport): string {
  const by = writer === null ? '' : ` by ${nameOf(writer)}`;
  return `  no. ${drawing}${by}: ${wordsOf(said)}`;
}

function wordsOf(said: Judgement): string {
  switch (said.kind) {
    case 'digit':
      return `${said.digit}, ${percent(said.probability)}`;
    case 'unsure':
      return said.digits.join(' or ');
    case 'notADigit':
      return 'not a digit';
    case 'blank':
      return 'blank';
    default:
      return said satisfies never;
  }
}

/** A writer's name, which may be any text, in a line. */
function nameOf(writer: string | null): string {
  const letters = Array.from((writer ?? 'no name').replace(/\p{C}+/gu, ' '));
  if (letters.length <= LONGEST_NAME) return letters.join('');
  return `${letters.slice(0, LONGEST_NAME - 1).join('')}…`;
}

function percent(share: number): string {
  return `${(Math.max(0, share) * 100).toFixed(2)} %`;
}

function share(part: number, whole: number): string {
  return whole === 0 ? '-' : percent(part / whole);
}

/** Columns as wide as their cells. */
function table(rows: readonly (readonly string[])[], least = 0): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(least, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) => row.map((cell, column) => cell.padStart((widths[column] ?? 0) + 2)).join(''))
    .join('\n');
}
