import { runSteps, type StepResult } from './run-steps.ts';
import type { TestStep } from './test-steps.ts';

const step = (name: string, ...after: string[]): TestStep => ({ name, script: [name], after });

/** Runs steps that end when they are told to. */
function useSteps(steps: readonly TestStep[], atOnce: number) {
  const ends = new Map<string, (failed: number) => void>();
  const begun: string[] = [];
  const run = (step: TestStep): Promise<StepResult> => {
    begun.push(step.name);
    return new Promise((resolve) => {
      ends.set(step.name, (failed) => {
        resolve({ step, seconds: 1, lastLines: [], passed: 1, failed });
      });
    });
  };
  const end = async (name: string, failed = 0): Promise<void> => {
    ends.get(name)?.(failed);
    // A turn of the event loop, in which whatever follows has begun.
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { results: runSteps(steps, run, { atOnce }), begun, end };
}

describe('runSteps', () => {
  it('runs so many at once, in their order', async () => {
    const { results, begun, end } = useSteps([step('a'), step('b'), step('c'), step('d')], 2);
    expect(begun).toEqual(['a', 'b']);
    await end('b');
    expect(begun).toEqual(['a', 'b', 'c']);
    await end('c');
    await end('a');
    await end('d');
    expect((await results).map(({ step }) => step.name)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('lets a step wait for those that it comes after, and others pass it', async () => {
    const { results, begun, end } = useSteps(
      [step('build'), step('e2e', 'build'), step('lint')],
      2,
    );
    expect(begun).toEqual(['build', 'lint']);
    await end('lint');
    expect(begun).toEqual(['build', 'lint']);
    await end('build');
    expect(begun).toEqual(['build', 'lint', 'e2e']);
    await end('e2e');
    await results;
  });

  it('does not run what comes after a failure, which counts as failed, too', async () => {
    const { results, begun, end } = useSteps(
      [step('build'), step('e2e', 'build'), step('lint')],
      1,
    );
    await end('build', 1);
    await end('lint');
    expect(begun).toEqual(['build', 'lint']);
    expect((await results).map(({ failed }) => failed)).toEqual([1, 1, 0]);
  });

  it('does not wait for a step that is not part of the run', async () => {
    const { results, begun, end } = useSteps([step('e2e', 'build')], 1);
    expect(begun).toEqual(['e2e']);
    await end('e2e');
    await results;
  });

  it('says so when steps wait for each other', async () => {
    const run = (): Promise<StepResult> => Promise.reject(new Error('expected not to run'));
    await expectAsync(
      runSteps([step('a', 'b'), step('b', 'a')], run, { atOnce: 1 }),
    ).toBeRejectedWithError(/found a circle: a, b/);
  });
});
