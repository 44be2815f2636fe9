// Jasmine's helper in Node: leaves each spec's time for the table of the whole run.
import { leaveTestTimes, type TestTime } from './test-times.ts';

const times: TestTime[] = [];
jasmine.getEnv().addReporter({
  specDone: ({ fullName, duration }) => {
    times.push({ name: fullName, seconds: (duration ?? 0) / 1000 });
  },
  jasmineDone: () => {
    leaveTestTimes(times);
  },
});
