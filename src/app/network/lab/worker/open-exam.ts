import { examResult, openDigits, type ExamResult } from '../shared/exam.ts';
import { unpackAnswers } from '../shared/test-answers.ts';
import type { LabRun } from './lab-run.ts';
import type { RunDigits } from './run-digits.ts';

/** Opens what was shut until the end of a run, and notes what comes out; undefined before that, and without an exam. */
export function openExam(
  { phase, record }: LabRun,
  { test: { labels } }: RunDigits,
): ExamResult | undefined {
  const last = record.milestones.at(-1);
  if (!record.settings.isExam || phase.kind !== 'ended' || !last) return undefined;
  const open = openDigits(record.settings, labels.length);
  const result = examResult(unpackAnswers(last.answers), labels, open);
  record.examOpened(result);
  return result;
}
