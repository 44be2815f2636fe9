// `npm test`: everything that has to hold before a change lands; `npm run check` and `check:slow` are its two
// parts. Steps run side by side; each line they print carries the step's name. The count is on the last line.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { findOrInstallBrowser, thisMachine } from './find-browser.ts';
import { runSteps, type StepResult } from './run-steps.ts';
import { testReport } from './test-report.ts';
import { ALL_STEPS, QUICK_STEPS, resultOf, SLOW_STEPS, type TestStep } from './test-steps.ts';
import { readTestTimes, TEST_TIMES_FILE } from './test-times/test-times.ts';

const PARTS = { all: ALL_STEPS, quick: QUICK_STEPS, slow: SLOW_STEPS };
/** End-to-end tests side by side starve each other when there are more of them than cores. */
const AT_ONCE = Math.max(1, Math.min(4, availableParallelism()));
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
  join(TIMES, `${name.replaceAll(/[^a-z]+/gi, '-')}.json`);

const started = Date.now();
const secondsSince = (start: number): number => (Date.now() - start) / 1000;
const results = await runSteps(steps, run, { atOnce: AT_ONCE });
const times = steps.flatMap((step) => readTestTimes(timesOf(step)));
console.log(`\n${testReport(results, times, secondsSince(started))}`);
process.exitCode = results.some(({ failed }) => failed > 0) ? 1 : 0;

async function run(step: TestStep): Promise<StepResult> {
  const stepStarted = Date.now();
  console.log(`[${step.name}] begins`);
  const child = spawn('npm', ['run', '--silent', ...withArguments(step.script)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...step.environment,
      ...{ NO_COLOR: '1', CI: '1', [TEST_TIMES_FILE]: join(process.cwd(), timesOf(step)) },
    },
    shell: process.platform === 'win32',
  });
  let output = '';
  let unfinished = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      output += text;
      const lines = (unfinished + text).split('\n');
      unfinished = lines.pop() ?? '';
      for (const line of lines) console.log(`[${step.name}] ${line}`);
    });
  }
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve(code ?? 1);
    });
  });
  if (unfinished !== '') console.log(`[${step.name}] ${unfinished}`);
  const result = resultOf(step, exitCode, output);
  const seconds = secondsSince(stepStarted);
  const outcome = result.failed === 0 ? 'passed' : 'FAILED';
  console.log(`[${step.name}] ${outcome}, ${seconds.toFixed(0)} s`);
  return { step, seconds, ...result };
}

/** npm takes what comes after `--` for the script. */
function withArguments([name, ...args]: TestStep['script']): string[] {
  return args.length > 0 ? [name, '--', ...args] : [name];
}
