// `npm test`: every check of the project, the count of tests on the last line.
import { spawn } from 'node:child_process';
import { findBrowser, thisMachine } from './find-browser.ts';
import { resultOf, TEST_STEPS, type TestStep } from './test-steps.ts';

try {
  process.env['CHROME_BIN'] = findBrowser(thisMachine);
} catch (error) {
  // findBrowser throws when there is no browser; its message says what to do.
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
}

let passed = 0;
let failed = 0;
for (const step of TEST_STEPS) {
  console.log(`\n── ${step.name} ──`);
  const started = Date.now();
  const { exitCode, output } = await run(step);
  const result = resultOf(step, exitCode, output);
  passed += result.passed;
  failed += result.failed;
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(`── ${step.name}: ${result.failed === 0 ? 'passed' : 'FAILED'}, ${seconds} s`);
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function run(step: TestStep): Promise<{ exitCode: number; output: string }> {
  const child = spawn('npm', ['run', '--silent', step.script], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', CI: '1' },
    shell: process.platform === 'win32',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      output += text;
      process.stdout.write(text);
    });
  }
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve(code ?? 1);
    });
  });
  return { exitCode, output };
}
