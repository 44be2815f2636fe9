import type { TestAnswers } from '../shared/test-answers.ts';
import { surestFirst } from './surest-first.ts';

/** A test digit that was read right for a while, and is read wrong now. */
export interface ForgottenDigit {
  /** Its position among the test digits. */
  readonly digit: number;
  /** At how many moments it was read right. */
  readonly timesRight: number;
  /** The last of them, by its index. */
  readonly lastRight: number;
}

/**
 * The test digits that were read right at an earlier moment and are read wrong at the last one: those first that were read
 * right most often, and of these the surest mistakes.
 * @param moments what was answered at each moment, up to the one that is looked at
 * @param labels what they are, `[digit]`
 * @param count how many of them are open, from the first on
 */
export function forgottenDigits(
  moments: readonly TestAnswers[],
  labels: Uint8Array,
  count: number,
): ForgottenDigit[] {
  const now = moments.at(-1);
  if (!now) return [];
  const forgotten: ForgottenDigit[] = [];
  for (const digit of surestFirst(now, count)) {
    const label = labels[digit];
    if (now.answers[digit] === label) continue;
    let [timesRight, lastRight] = [0, -1];
    moments.forEach(({ answers }, index) => {
      if (answers[digit] === label) [timesRight, lastRight] = [timesRight + 1, index];
    });
    if (timesRight > 0) forgotten.push({ digit, timesRight, lastRight });
  }
  return forgotten.sort((a, b) => b.timesRight - a.timesRight);
}
