import { leaveTestOutcomes, type TestOutcome } from './test-outcomes.ts';

/** What Karma tells of a spec that ended. */
interface KarmaResult {
  readonly suite: readonly string[];
  readonly description: string;
  /** Milliseconds. */
  readonly time: number;
  readonly success: boolean;
  /** What was wrong. */
  readonly log: readonly string[];
}

/** Karma's plugin with the reporter `outcomes`: leaves what came of each spec for the report of the whole run. */
export const karmaOutcomes = { 'reporter:outcomes': ['type', KarmaOutcomes] };

function KarmaOutcomes(this: object): void {
  const outcomes: TestOutcome[] = [];
  Object.assign(this, {
    onSpecComplete: (_browser: unknown, result: KarmaResult) => {
      outcomes.push({
        name: [...result.suite, result.description].join(' '),
        seconds: result.time / 1000,
        ...(!result.success && { failure: result.log.join('\n') }),
      });
    },
    onRunComplete: () => {
      leaveTestOutcomes(outcomes);
    },
  });
}
