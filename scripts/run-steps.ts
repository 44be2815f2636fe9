import type { TestCount, TestStep } from './test-steps.ts';

/** What came of a step. */
export interface StepResult extends TestCount {
  readonly step: TestStep;
  readonly seconds: number;
  /** What it printed at its end, a line each; none where it was not run. */
  readonly lastLines: readonly string[];
}

/**
 * Runs steps side by side, in their order as far as they can begin. A step whose predecessor failed is not run
 * and counts as failed.
 * @param run runs one step to its end; never rejects because a test failed
 * @param options.atOnce how many steps run at a time
 * @returns the results in the order of the steps
 */
export async function runSteps(
  steps: readonly TestStep[],
  run: (step: TestStep) => Promise<StepResult>,
  { atOnce }: { readonly atOnce: number },
): Promise<StepResult[]> {
  const names = new Set(steps.map(({ name }) => name));
  const waiting = new Set(steps);
  const running = new Map<TestStep, Promise<void>>();
  const results = new Map<string, StepResult>();

  const isReady = ({ after = [] }: TestStep): boolean =>
    after.every((name) => !names.has(name) || results.has(name));
  const isBlocked = ({ after = [] }: TestStep): boolean =>
    after.some((name) => (results.get(name)?.failed ?? 0) > 0);

  const runUnlessBlocked = (step: TestStep): Promise<StepResult> =>
    isBlocked(step)
      ? Promise.resolve({ step, seconds: 0, lastLines: [], passed: 0, failed: 1 })
      : run(step);

  while (waiting.size > 0 || running.size > 0) {
    for (const step of waiting) {
      if (running.size >= atOnce) break;
      if (!isReady(step)) continue;
      waiting.delete(step);
      const end = runUnlessBlocked(step).then((result) => {
        results.set(step.name, result);
        running.delete(step);
      });
      running.set(step, end);
    }
    if (running.size === 0) {
      const left = [...waiting].map(({ name }) => name).join(', ');
      throw new Error(`test steps: expected each to come after others, found a circle: ${left}`);
    }
    await Promise.race(running.values());
  }
  return steps.flatMap(({ name }) => results.get(name) ?? []);
}
