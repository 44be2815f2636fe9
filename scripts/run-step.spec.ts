import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStep } from './run-step.ts';
import type { TestStep } from './test-steps.ts';

describe('runStep', () => {
  let folder = '';
  const before = process.cwd();

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'run-step-'));
    process.chdir(folder);
  });
  afterEach(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });

  function run(
    script: string,
    step: Partial<TestStep>,
    patienceMs: number,
    whenPrinted?: (line: string) => void,
  ) {
    writeFileSync('step.mjs', script);
    const scripts = { it: 'node step.mjs' };
    writeFileSync('package.json', JSON.stringify({ name: 'a', version: '1.0.0', scripts }));
    const lines: string[] = [];
    const options = {
      ...{ patienceMs, outcomesFile: 'outcomes.json' },
      print: (line: string) => {
        lines.push(line);
        whenPrinted?.(line);
      },
    };
    const result = runStep({ name: 'a step', script: ['it'], ...step }, options);
    return result.then(({ passed, failed, lastLines }) => ({ passed, failed, lastLines, lines }));
  }

  it('prints what a step says under its name, and counts its tests', async () => {
    const count = () => ({ passed: 3, failed: 0 });
    const script = "console.log('one\\ntwo');";
    const { passed, failed, lines, lastLines } = await run(script, { count }, 60_000);
    expect([passed, failed]).toEqual([3, 0]);
    expect(lastLines).toEqual(['one', 'two']);
    expect(lines.slice(0, 3)).toEqual(['[a step] begins', '[a step] one', '[a step] two']);
    expect(lines.at(-1)).toMatch(/^\[a step\] passed, \d+ s$/);
  });

  it('kills a step that says nothing more, with all that it started, and counts it as failed', async () => {
    const script = `import { spawn } from 'node:child_process';
spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
setInterval(() => {}, 1000);`;
    const count = () => ({ passed: 3, failed: 0 });
    // It ends when no process has its output open any more.
    const { passed, failed, lines } = await run(script, { count }, 3000);
    expect([passed, failed]).toEqual([3, 1]);
    expect(lines.at(-2)).toBe(
      '[a step] expected something printed within 0.05 minutes, found nothing',
    );
  });

  it('lets a step take as long as it goes on printing: a busy machine is no fault of the tests', async () => {
    const words = ['one', 'two', 'three'];
    const script = `import { existsSync } from 'node:fs';
for (const word of ${JSON.stringify(words)}) {
  console.log(word);
  while (!existsSync(word)) await new Promise((resolve) => setTimeout(resolve, 10));
}`;
    jasmine.clock().install();
    try {
      const { passed, failed, lines } = await run(script, {}, 60_000, (line) => {
        const word = line.replace('[a step] ', '');
        if (!words.includes(word)) return;
        jasmine.clock().tick(40_000);
        writeFileSync(word, '');
      });
      expect([passed, failed]).toEqual([1, 0]);
      expect(lines.slice(1, -1)).toEqual(words.map((word) => `[a step] ${word}`));
    } finally {
      jasmine.clock().uninstall();
    }
  });
});
