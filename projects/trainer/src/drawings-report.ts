import type { Judgement, LabelledDrawing } from '#model';
import { reportOf, type EvaluationReport, type LabelledReport, type Reading } from './evaluate.ts';

/** How a network does on drawings of people. */
export interface DrawingsReport {
  /** On those that are digits; missing without. */
  readonly digits?: EvaluationReport;
  /** By whom the digits are, the worst read first; empty where no drawing names anyone. */
  readonly writers: readonly WriterReport[];
  /** On those that are no digits; missing without. */
  readonly noDigits?: EvaluationReport;
  /** Those of which nobody says what they are, in no count above; missing without. */
  readonly unlabelled?: readonly UnlabelledReport[];
}

/** What is said of a drawing of which nobody says what it is. */
export interface UnlabelledReport {
  /** Which one of the drawings, counted from 1. */
  readonly drawing: number;
  /** null for one that names no writer. */
  readonly writer: string | null;
  readonly said: Judgement;
}

/** How a network does on one writer's digits; shares 0..1. */
export interface WriterReport
  extends
    Pick<EvaluationReport, 'images' | 'notADigit' | 'unsure'>,
    Pick<LabelledReport, 'accuracy' | 'namedWrongly'> {
  /** null for all digits that name no writer. */
  readonly writer: string | null;
}

interface ReadDigit {
  readonly label: number;
  readonly writer: string | null;
  readonly reading: Reading;
}

/**
 * What there is to say of drawings.
 * @param readings `[drawing]`
 */
export function drawingsReport(
  drawings: readonly LabelledDrawing[],
  readings: readonly Reading[],
): DrawingsReport {
  const digits: ReadDigit[] = [];
  const noDigits: Reading[] = [];
  const unlabelled: UnlabelledReport[] = [];
  readings.forEach((reading, index) => {
    const { digit: label, writer = null } = drawings[index] ?? {};
    if (label === undefined)
      unlabelled.push({ drawing: index + 1, writer, said: reading.judgement });
    else if (label === null) noDigits.push(reading);
    else digits.push({ label, writer, reading });
  });
  return {
    ...(digits.length > 0 && { digits: reportOfDigits(digits) }),
    writers: reportsByWriter(digits),
    ...(noDigits.length > 0 && { noDigits: reportOf(noDigits) }),
    ...(unlabelled.length > 0 && { unlabelled }),
  };
}

function reportsByWriter(digits: readonly ReadDigit[]): WriterReport[] {
  const byWriter = new Map<string | null, ReadDigit[]>();
  for (const digit of digits) {
    const own = byWriter.get(digit.writer);
    if (own) own.push(digit);
    else byWriter.set(digit.writer, [digit]);
  }
  if (digits.every(({ writer }) => writer === null)) return [];
  const reports = [...byWriter].flatMap(([writer, own]) => {
    const { images, notADigit, unsure, labelled } = reportOfDigits(own);
    if (!labelled) return [];
    const { accuracy, namedWrongly } = labelled;
    return { writer, images, accuracy, namedWrongly, unsure, notADigit };
  });
  return reports.sort((a, b) => a.accuracy - b.accuracy || b.namedWrongly - a.namedWrongly);
}

function reportOfDigits(digits: readonly ReadDigit[]): EvaluationReport {
  const labels = Uint8Array.from(digits, ({ label }) => label);
  return reportOf(
    digits.map(({ reading }) => reading),
    labels,
  );
}
