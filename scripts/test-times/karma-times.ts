import { leaveTestTimes, type TestTime } from './test-times.ts';

/** What Karma tells of a spec that ended. */
interface KarmaResult {
  readonly suite: readonly string[];
  readonly description: string;
  /** Milliseconds. */
  readonly time: number;
}

/** Karma's plugin with the reporter `times`: leaves each spec's time for the table of the whole run. */
export const karmaTimes = { 'reporter:times': ['type', KarmaTimes] };

function KarmaTimes(this: object): void {
  const times: TestTime[] = [];
  Object.assign(this, {
    onSpecComplete: (_browser: unknown, { suite, description, time }: KarmaResult) => {
      times.push({ name: [...suite, description].join(' '), seconds: time / 1000 });
    },
    onRunComplete: () => {
      leaveTestTimes(times);
    },
  });
}
