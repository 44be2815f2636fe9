import type { StepResult } from './run-steps.ts';
import type { TestTime } from './test-times/test-times.ts';

const SLOWEST = 10;
const WHOLE = 'all of it';

/** The end of a test run: a table of the steps, the slowest tests, and the line that counts. */
export function testReport(
  results: readonly StepResult[],
  times: readonly TestTime[],
  seconds: number,
): string {
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  const width = Math.max(WHOLE.length, ...results.map(({ step }) => step.name.length));
  const row = (name: string, took: number, counts: string): string =>
    `${name.padEnd(width)} ${took.toFixed(0).padStart(6)} s   ${counts}`;
  const slowest = times.toSorted((a, b) => b.seconds - a.seconds).slice(0, SLOWEST);
  return [
    ...results.map(({ step, seconds, passed, failed }) =>
      row(step.name, seconds, failed > 0 ? `${passed} passed, ${failed} FAILED` : `${passed}`),
    ),
    row(WHOLE, seconds, ''),
    ...(slowest.length > 0 ? ['', 'The slowest tests:'] : []),
    ...slowest.map(({ name, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${name}`),
    '',
    `${passed} passed, ${failed} failed`,
  ]
    .map((line) => line.trimEnd())
    .join('\n');
}
