// Jasmine's helper in Node: leaves what came of each spec for the report of the whole run, and gives specs time, so
// that none fails because a machine is busy.
import { leaveTestOutcomes, type TestOutcome } from './test-outcomes.ts';

jasmine.DEFAULT_TIMEOUT_INTERVAL = 60_000;

const outcomes: TestOutcome[] = [];
jasmine.getEnv().addReporter({
  specDone: ({ fullName, duration, failedExpectations }) => {
    const failure = failedExpectations.map(({ message }) => message).join('\n');
    outcomes.push({
      ...{ name: fullName, seconds: (duration ?? 0) / 1000 },
      ...(failedExpectations.length > 0 && { failure }),
    });
  },
  jasmineDone: () => {
    leaveTestOutcomes(outcomes);
  },
});
