import { spawn } from 'node:child_process';
import killTree from 'tree-kill';
import { TEST_OUTCOMES_FILE } from './test-outcomes/test-outcomes.ts';
import type { StepResult } from './run-steps.ts';
import { resultOf, type TestStep } from './test-steps.ts';

/** What a step says of its end, for the report of the whole run. */
const LAST_LINES = 12;

/**
 * Runs a step of a test run to its end. A step that hangs is killed with all that it started, and counts as failed: a
 * whole run that hangs would tell nothing. It is known by its silence, since how long a step takes depends on what else
 * the machine has to do.
 * @param options.patienceMs how long it may print nothing; far longer than any step is silent on a slow, busy machine
 * @param options.outcomesFile where the step's tests leave what came of them
 * @param options.print takes each line
 */
export async function runStep(
  step: TestStep,
  options: {
    readonly patienceMs: number;
    readonly outcomesFile: string;
    print(line: string): void;
  },
): Promise<StepResult> {
  const started = Date.now();
  const print = (line: string): void => {
    options.print(`[${step.name}] ${line}`);
  };
  print('begins');
  const child = spawn('npm', ['run', '--silent', ...withArguments(step.script)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...step.environment,
      ...{ NO_COLOR: '1', CI: '1', [TEST_OUTCOMES_FILE]: options.outcomesFile },
    },
    shell: process.platform === 'win32',
  });
  let silence: NodeJS.Timeout | undefined;
  const waitForMore = (): void => {
    clearTimeout(silence);
    silence = setTimeout(() => {
      print(
        `expected something printed within ${options.patienceMs / 60_000} minutes, found nothing`,
      );
      if (child.pid !== undefined) killTree(child.pid, 'SIGKILL');
    }, options.patienceMs);
  };
  waitForMore();
  let output = '';
  let unfinished = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      waitForMore();
      output += text;
      const lines = (unfinished + text).split('\n');
      unfinished = lines.pop() ?? '';
      for (const line of lines) print(line);
    });
  }
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve(code ?? 1);
    });
  });
  clearTimeout(silence);
  if (unfinished !== '') print(unfinished);
  const result = resultOf(step, exitCode, output);
  const seconds = (Date.now() - started) / 1000;
  print(`${result.failed === 0 ? 'passed' : 'FAILED'}, ${seconds.toFixed(0)} s`);
  return { step, seconds, lastLines: output.trimEnd().split('\n').slice(-LAST_LINES), ...result };
}

/** npm takes what comes after `--` for the script. */
function withArguments([name, ...args]: TestStep['script']): string[] {
  return args.length > 0 ? [name, '--', ...args] : [name];
}
