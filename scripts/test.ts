// `npm test`: everything that has to hold before a change lands; `npm run check` and `check:slow` are its two
// parts. Steps run side by side; each line they print carries the step's name. The count is on the last line.
import { mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { findOrInstallBrowser, thisMachine } from './find-browser.ts';
import { runStep } from './run-step.ts';
import { runSteps } from './run-steps.ts';
import { testReport } from './test-report.ts';
import { ALL_STEPS, QUICK_STEPS, SLOW_STEPS, type TestStep } from './test-steps.ts';
import { readTestTimes } from './test-times/test-times.ts';

const PARTS = { all: ALL_STEPS, quick: QUICK_STEPS, slow: SLOW_STEPS };
/** End-to-end tests side by side starve each other when there are more of them than cores. */
const AT_ONCE = Math.max(1, Math.min(4, availableParallelism()));
/** For one step: more than any takes on a machine with five times as much to do, and less than all may take together. */
const PATIENCE_MS = 40 * 60_000;
const TIMES = '.cache/test-times';

const part = process.argv[2] ?? 'all';
if (!(part in PARTS)) {
  console.error(`test: expected one of ${Object.keys(PARTS).join(', ')}, found ${part}`);
  process.exit(2);
}
const steps = PARTS[part as keyof typeof PARTS];
if (part !== 'quick') {
  try {
    process.env['CHROME_BIN'] = findOrInstallBrowser(thisMachine);
  } catch (error) {
    // findOrInstallBrowser throws when there is no browser; its message says what to do.
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}

rmSync(TIMES, { recursive: true, force: true });
mkdirSync(TIMES, { recursive: true });
const timesOf = ({ name }: TestStep): string =>
  join(process.cwd(), TIMES, `${name.replaceAll(/[^a-z]+/gi, '-')}.json`);

const started = Date.now();
const secondsSince = (start: number): number => (Date.now() - start) / 1000;
const results = await runSteps(
  steps,
  (step) =>
    runStep(step, { patienceMs: PATIENCE_MS, timesFile: timesOf(step), print: console.log }),
  { atOnce: AT_ONCE },
);
const times = steps.flatMap((step) => readTestTimes(timesOf(step)));
console.log(`\n${testReport(results, times, secondsSince(started))}`);
process.exitCode = results.some(({ failed }) => failed > 0) ? 1 : 0;
