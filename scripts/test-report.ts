import type { StepResult } from './run-steps.ts';
import type { TestOutcome } from './test-outcomes/test-outcomes.ts';

const SLOWEST = 10;
const WHOLE = 'all of it';
/** Of one test's failure; the rest stands further up. */
const FAILURE_LINES = 12;
const LINE_LENGTH = 200;

/** What a test run's report is made from. */
export interface TestRun {
  readonly results: readonly StepResult[];
  /** By the name of their step; a step that leaves none has none. */
  readonly outcomes: ReadonlyMap<string, readonly TestOutcome[]>;
  readonly seconds: number;
}

/**
 * The end of a test run: a table of the steps, the slowest tests, what failed and how, and the line that counts. It
 * stands alone: what keeps only the end of a long output has the failures, too.
 */
export function testReport({ results, outcomes, seconds }: TestRun): string {
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  const width = Math.max(WHOLE.length, ...results.map(({ step }) => step.name.length));
  const row = (name: string, took: number, counts: string): string =>
    `${name.padEnd(width)} ${took.toFixed(0).padStart(6)} s   ${counts}`;
  const slowest = [...outcomes.values()]
    .flat()
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, SLOWEST);
  const failures = results.flatMap((result) =>
    failuresOf(result, outcomes.get(result.step.name) ?? []),
  );
  return [
    ...results.map(({ step, seconds, passed, failed }) =>
      row(step.name, seconds, failed > 0 ? `${passed} passed, ${failed} FAILED` : `${passed}`),
    ),
    row(WHOLE, seconds, ''),
    ...(slowest.length > 0 ? ['', 'The slowest tests:'] : []),
    ...slowest.map(({ name, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${name}`),
    ...(failures.length > 0 ? ['', 'Failed:'] : []),
    ...failures,
    '',
    `${passed} passed, ${failed} failed`,
  ]
    .map((line) => line.trimEnd())
    .join('\n');
}

/** The tests of a step that failed, and how; of a step whose tests tell nothing, what it printed last. */
function failuresOf(
  { step, failed, lastLines }: StepResult,
  outcomes: readonly TestOutcome[],
): string[] {
  if (failed === 0) return [];
  const indented = (lines: readonly string[]): string[] =>
    lines.map((line) => `    ${line.slice(0, LINE_LENGTH)}`);
  const tests = outcomes.flatMap(({ name, failure }) =>
    failure === undefined
      ? []
      : [`  ${step.name}: ${name}`, ...indented(failure.split('\n').slice(0, FAILURE_LINES))],
  );
  return tests.length > 0 ? tests : [`  ${step.name}`, ...indented(lastLines)];
}
