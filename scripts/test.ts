// `npm test`: everything that has to hold before a change lands; `npm run check` and `check:slow` are its two
// parts. Steps run side by side; each line they print carries the step's name. The count is on the last line.
import { mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { findOrInstallBrowser, thisMachine } from './find-browser.ts';
import { findOrInstallEngine } from './find-engine.ts';
import { runStep } from './run-step.ts';
import { runSteps } from './run-steps.ts';
import { testReport } from './test-report.ts';
import { ALL_STEPS, QUICK_STEPS, SLOW_STEPS, type TestStep } from './test-steps.ts';
import { readTestOutcomes } from './test-outcomes/test-outcomes.ts';

const PARTS = { all: ALL_STEPS, quick: QUICK_STEPS, slow: SLOW_STEPS };
/** End-to-end tests side by side starve each other when there are more of them than cores. */
const AT_ONCE = Math.max(1, Math.min(4, availableParallelism()));
/** For one step to print something: lint prints nothing for two minutes, and takes five times as long on a busy machine. */
const PATIENCE_MS = 20 * 60_000;
const OUTCOMES = '.cache/test-outcomes';

const part = process.argv[2] ?? 'all';
if (!(part in PARTS)) {
  console.error(`test: expected one of ${Object.keys(PARTS).join(', ')}, found ${part}`);
  process.exit(2);
}
const wanted = PARTS[part as keyof typeof PARTS];
/** Why steps are left out. */
const missing: string[] = [];
let steps = wanted;
if (part !== 'quick') {
  try {
    process.env['CHROME_BIN'] = findOrInstallBrowser(thisMachine);
    steps = wanted.filter(({ name, engine }) => {
      const found = engine && findOrInstallEngine(engine, thisMachine);
      if (!found || 'programs' in found) return true;
      missing.push(`left out: ${name}. ${found.missing}`);
      return false;
    });
    for (const line of missing) console.log(line);
  } catch (error) {
    // Thrown where there is no browser, or apt-get brought no engine; the message says what to do.
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}

rmSync(OUTCOMES, { recursive: true, force: true });
mkdirSync(OUTCOMES, { recursive: true });
const outcomesOf = ({ name }: TestStep): string =>
  join(process.cwd(), OUTCOMES, `${name.replaceAll(/[^a-z]+/gi, '-')}.json`);

const started = Date.now();
const secondsSince = (start: number): number => (Date.now() - start) / 1000;
const results = await runSteps(
  steps,
  (step) =>
    runStep(step, { patienceMs: PATIENCE_MS, outcomesFile: outcomesOf(step), print: console.log }),
  { atOnce: AT_ONCE },
);
const outcomes = new Map(steps.map((step) => [step.name, readTestOutcomes(outcomesOf(step))]));
for (const line of missing) console.log(line);
console.log(`\n${testReport({ results, outcomes, seconds: secondsSince(started) })}`);
process.exitCode = results.some(({ failed }) => failed > 0) ? 1 : 0;
