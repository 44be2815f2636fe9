// Jasmine's helper in Node: leaves each spec's time for the table of the whole run, and gives specs time, so that
// none fails because a machine is busy.
import { leaveTestTimes, type TestTime } from './test-times.ts';

jasmine.DEFAULT_TIMEOUT_INTERVAL = 60_000;

const times: TestTime[] = [];
jasmine.getEnv().addReporter({
  specDone: ({ fullName, duration }) => {
    times.push({ name: fullName, seconds: (duration ?? 0) / 1000 });
  },
  jasmineDone: () => {
    leaveTestTimes(times);
  },
});
