// Playwright's reporter: leaves each test's time for the table of the whole run.
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';
import { leaveTestTimes, type TestTime } from './test-times.ts';

export default class PlaywrightTimes implements Reporter {
  private readonly times: TestTime[] = [];

  onTestEnd(test: TestCase, { duration }: TestResult): void {
    // Without the root's and the project's empty names.
    const name = test.titlePath().filter(Boolean).join(' › ');
    this.times.push({ name, seconds: duration / 1000 });
  }

  onEnd(): void {
    leaveTestTimes(this.times);
  }
}
