import type { TestAnswers } from '../shared/test-answers.ts';
import { surestFirst } from './surest-first.ts';

/** The test digits of one kind that were read as one digit. */
export interface ConfusionCell {
  /** What they are. */
  readonly label: number;
  /** What they were read as. */
  readonly answer: number;
  /** Positions among the test digits, surest first. */
  readonly digits: readonly number[];
}

/** A row for each digit that they are, a column for each that they were read as: `[label][answer]`. */
export type Confusion = readonly (readonly ConfusionCell[])[];

const CLASSES = 10;

/**
 * What test digits were read as.
 * @param labels what they are, `[digit]`
 * @param count how many of them are open, from the first on
 */
export function confusion(test: TestAnswers, labels: Uint8Array, count: number): Confusion {
  const lists = Array.from({ length: CLASSES * CLASSES }, (): number[] => []);
  for (const digit of surestFirst(test, count)) {
    lists[(labels[digit] ?? 0) * CLASSES + (test.answers[digit] ?? 0)]?.push(digit);
  }
  return Array.from({ length: CLASSES }, (_, label) =>
    Array.from({ length: CLASSES }, (_, answer) => ({
      ...{ label, answer },
      digits: lists[label * CLASSES + answer] ?? [],
    })),
  );
}

/** How many of the test digits of one kind there are: the sum of their row. */
export function rowCount(row: readonly ConfusionCell[] | undefined): number {
  return (row ?? []).reduce((sum, { digits }) => sum + digits.length, 0);
}

/** The most that were mixed up in one cell: those that were read right do not count. */
export function mostMixedUp(matrix: Confusion): number {
  const counts = matrix.flat().map((cell) => (cell.label === cell.answer ? 0 : cell.digits.length));
  return Math.max(0, ...counts);
}
