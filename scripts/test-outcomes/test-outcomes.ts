import { readFileSync, writeFileSync } from 'node:fs';

/** What came of one test. */
export interface TestOutcome {
  readonly name: string;
  readonly seconds: number;
  /** What was wrong; only where the test failed. */
  readonly failure?: string;
}

/** Names the file that a runner of tests leaves its outcomes in; without it none are left. */
export const TEST_OUTCOMES_FILE = 'TEST_OUTCOMES_FILE';

/** Leaves outcomes where the environment says, for the report at the end of the whole run. */
export function leaveTestOutcomes(outcomes: readonly TestOutcome[]): void {
  const path = process.env[TEST_OUTCOMES_FILE];
  if (path !== undefined) writeFileSync(path, JSON.stringify(outcomes));
}

/** Reads what a runner left; none when it left nothing, as one that was killed. */
export function readTestOutcomes(path: string): TestOutcome[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
  return JSON.parse(text) as TestOutcome[];
}
