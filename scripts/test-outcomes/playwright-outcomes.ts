// Playwright's reporter: leaves what came of each test for the report of the whole run.
import { stripVTControlCharacters } from 'node:util';
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';
import { leaveTestOutcomes, type TestOutcome } from './test-outcomes.ts';

export default class PlaywrightOutcomes implements Reporter {
  private readonly outcomes: TestOutcome[] = [];

  onTestEnd(test: TestCase, { duration, status, errors }: TestResult): void {
    // Without the root's and the project's empty names.
    const name = test.titlePath().filter(Boolean).join(' › ');
    const messages = errors.map(({ message = '' }) => stripVTControlCharacters(message));
    this.outcomes.push({
      ...{ name, seconds: duration / 1000 },
      ...(status !== 'passed' && { failure: [status, ...messages].join('\n') }),
    });
  }

  onEnd(): void {
    leaveTestOutcomes(this.outcomes);
  }
}
