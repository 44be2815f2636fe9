import type { TestAnswers } from '../shared/test-answers.ts';
import { surestFirst } from './surest-first.ts';

/**
 * The test digits that were read wrong, surest first.
 * @param labels what they are, `[digit]`
 * @param count how many of them are open, from the first on
 * @param most so many at most
 * @returns positions among the test digits
 */
export function surestMistakes(
  test: TestAnswers,
  labels: Uint8Array,
  count: number,
  most: number,
): number[] {
  const mistakes: number[] = [];
  for (const digit of surestFirst(test, count)) {
    if (mistakes.length >= most) break;
    if (labels[digit] !== test.answers[digit]) mistakes.push(digit);
  }
  return mistakes;
}
