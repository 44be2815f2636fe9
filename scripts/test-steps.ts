import type { OtherEngine } from './find-engine.ts';

/** Tests that a step ran. */
export interface TestCount {
  readonly passed: number;
  readonly failed: number;
}

/** One step of a test run. */
export interface TestStep {
  readonly name: string;
  /** The npm script that does it, with its arguments. */
  readonly script: readonly [name: string, ...args: string[]];
  /** Names of steps that have to have succeeded before; one that is not part of the run is not waited for. */
  readonly after?: readonly string[];
  /** The engine that it needs besides Chromium. */
  readonly engine?: OtherEngine;
  readonly environment?: Readonly<Record<string, string>>;
  /** Reads the number of tests from what the step printed; without it the step counts as one. */
  readonly count?: (output: string) => TestCount | undefined;
}

const LINT = { name: 'lint', script: ['lint:code'] } as const;
/**
 * Lint that leaves out files which have not changed. A file can also go wrong by a type that changed elsewhere:
 * the whole run finds that.
 */
const CACHED_LINT = {
  name: 'lint',
  script: [
    ...LINT.script,
    ...['--cache', '--cache-strategy', 'content', '--cache-location', '.cache/eslint/'],
  ],
} as const;

const STEPS_WITHOUT_LINT: readonly TestStep[] = [
  { name: 'unit tests in Node', script: ['test:node'], count: countJasmine },
  { name: 'types', script: ['types'] },
  { name: 'format', script: ['format:check'] },
  { name: 'dependency rules', script: ['lint:dependencies'] },
  { name: 'compiled kernels match their source', script: ['kernels:check'] },
];

/** What an ordinary change can break. */
export const QUICK_STEPS: readonly TestStep[] = [CACHED_LINT, ...STEPS_WITHOUT_LINT];

const BUILD = 'production build within budgets';

/** Projects of Playwright; each step has a server of its own, so that they can run side by side. */
const endToEnd = (port: number, ...projects: string[]): TestStep => ({
  name: `end-to-end tests: ${projects.join(', ')}`,
  script: ['e2e:built', ...projects.flatMap((project) => ['--project', project])],
  after: [BUILD],
  environment: { E2E_PORT: String(port) },
  count: countPlaywright,
});

/** What people do on the page, in an engine that is not Chromium. */
const inEngine = (port: number, engine: OtherEngine): TestStep => ({
  name: `engines: ${engine}`,
  script: ['engine:built', engine],
  after: [BUILD],
  engine,
  environment: { E2E_PORT: String(port) },
  count: countPlaywright,
});

/** The rest of what has to hold before a change lands. */
export const SLOW_STEPS: readonly TestStep[] = [
  { name: BUILD, script: ['build'] },
  { name: 'the build runs in the oldest browsers', script: ['build:check'], after: [BUILD] },
  endToEnd(8123, 'picture'),
  endToEnd(8124, 'page'),
  endToEnd(8128, 'lab-picture'),
  endToEnd(8125, 'offline', 'offline-picture'),
  inEngine(8126, 'webkit'),
  inEngine(8127, 'firefox'),
  { name: 'unit tests in Chromium', script: ['test:browser'], count: countKarma },
  { name: 'slow unit tests, and those on a GPU', script: ['test:slow'], count: countJasmine },
  { name: 'the default weights can be made again', script: ['reproduce'] },
];

/** Everything, long steps first, so that none of them is left over at the end. */
export const ALL_STEPS: readonly TestStep[] = [...SLOW_STEPS, LINT, ...STEPS_WITHOUT_LINT];

/** `128 specs, 0 failures, 1 pending spec`; a spec that did not run counts as failed. */
export function countJasmine(output: string): TestCount | undefined {
  const match = /(\d+) specs?, (\d+) failures?(?:, (\d+) pending)?/.exec(output);
  if (!match) return undefined;
  const failed = Number(match[2]) + Number(match[3] ?? 0);
  return { passed: Number(match[1]) - failed, failed };
}

/** Karma's last `Executed 12 of 14 (1 FAILED) (skipped 1)`; one that did not run counts as failed. */
export function countKarma(output: string): TestCount | undefined {
  const last = [...output.matchAll(/Executed (\d+) of (\d+)(?: \((\d+) FAILED\))?/g)].at(-1);
  if (!last) return undefined;
  const total = Number(last[2]);
  const passed = Number(last[1]) - Number(last[3] ?? 0);
  return { passed, failed: total - passed };
}

/** Playwright's closing lines `3 failed`, `1 flaky`, `2 skipped`, `14 passed`; only passed is passed. */
export function countPlaywright(output: string): TestCount | undefined {
  const numberOf = (word: string): number =>
    Number(new RegExp(`^\\s+(\\d+) ${word}\\b`, 'm').exec(output)?.[1] ?? 0);
  const passed = numberOf('passed');
  const failed = ['failed', 'flaky', 'skipped', 'interrupted', 'did not run']
    .map(numberOf)
    .reduce((sum, count) => sum + count, 0);
  return passed + failed === 0 ? undefined : { passed, failed };
}

/**
 * What a step adds to the total. A step that ends with an error has failed at least once, and one
 * whose tests cannot be counted has failed: it may have run none.
 */
export function resultOf(step: TestStep, exitCode: number, output: string): TestCount {
  const succeeded = exitCode === 0;
  if (!step.count) return succeeded ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const counted = step.count(output);
  if (!counted || counted.passed + counted.failed === 0) return { passed: 0, failed: 1 };
  return succeeded ? counted : { ...counted, failed: Math.max(1, counted.failed) };
}
