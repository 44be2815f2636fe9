import type { LabSettings } from './lab-settings.ts';
import type { TestAnswers } from './test-answers.ts';

/** How a run read the test digits that were shut until its end. */
export interface ExamResult {
  /** Share read right, 0..1. */
  readonly accuracy: number;
  /** How many they are. */
  readonly tested: number;
}

/** How many of all test digits every figure is from: with an exam the first half, since the others are shut. */
export function openDigits({ isExam }: Pick<LabSettings, 'isExam'>, all: number): number {
  return isExam ? Math.floor(all / 2) : all;
}

/**
 * What comes out when the exam is opened.
 * @param labels of all test digits, `[digit]`
 * @param open how many of them were open before
 */
export function examResult({ answers }: TestAnswers, labels: Uint8Array, open: number): ExamResult {
  const shut = labels.subarray(open);
  const right = shut.filter((label, index) => label === answers[open + index]).length;
  return { accuracy: right / shut.length, tested: shut.length };
}
