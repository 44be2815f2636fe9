import { readFileSync, writeFileSync } from 'node:fs';

/** How long one test took. */
export interface TestTime {
  readonly name: string;
  readonly seconds: number;
}

/** Names the file that a runner of tests leaves its times in; without it none are left. */
export const TEST_TIMES_FILE = 'TEST_TIMES_FILE';

/** Leaves times where the environment says, for the table at the end of the whole run. */
export function leaveTestTimes(times: readonly TestTime[]): void {
  const path = process.env[TEST_TIMES_FILE];
  if (path !== undefined) writeFileSync(path, JSON.stringify(times));
}

/** Reads what a runner left; none when it left nothing, as one that was killed. */
export function readTestTimes(path: string): TestTime[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
  return JSON.parse(text) as TestTime[];
}
