import { loadSharedKernels } from '../kernels.ts';
import { placeScratch, type Scratch } from '../learning-step.ts';
import { MemoryPlan } from '../memory-plan.ts';
import { placeLearning } from '../wasm-backend.ts';
import { wholeSetup } from '../../../testing/whole-learning.ts';
import type { ThreadStarter } from './thread-starter.ts';
import { ThreadTeam } from './thread-team.ts';
import { WORK_QUEUE_BYTES } from './work-queue.ts';

/** A team of two, whose second thread is started like this. */
async function startTeam(start: ThreadStarter, idleTimeoutMs = 10_000): Promise<ThreadTeam> {
  const plan = new MemoryPlan();
  const layout = placeLearning(plan, wholeSetup());
  const queue = plan.take(WORK_QUEUE_BYTES);
  const scratch: [Scratch, Scratch] = [placeScratch(plan, layout), placeScratch(plan, layout)];
  const kernels = await loadSharedKernels(plan.byteLength);
  return ThreadTeam.start(kernels, { step: layout.step, scratch, queue }, start, idleTimeoutMs);
}

describe('ThreadTeam', () => {
  let stopped = 0;
  const stop = (): Promise<void> => {
    stopped += 1;
    return Promise.resolve();
  };
  beforeEach(() => {
    stopped = 0;
  });

  it('takes a thread that is ready at once', async () => {
    const team = await startTeam((_job, { ready }) => {
      ready();
      return { stop };
    });
    await team.close();
    expect(stopped).toBe(1);
  });

  it('says so when a thread fails at once, and stops it', async () => {
    const team = startTeam((_job, { failed }) => {
      failed(new Error('expected a script, found none'));
      return { stop };
    });
    await expectAsync(team).toBeRejectedWithError(
      'learning thread 1: expected a script, found none',
    );
    expect(stopped).toBe(1);
  });

  it('says so when a thread cannot be started at all', async () => {
    const team = startTeam(() => {
      throw new TypeError('no workers here');
    });
    await expectAsync(team).toBeRejectedWithError(TypeError, 'no workers here');
  });

  it('gives up on a thread that does not answer', async () => {
    await expectAsync(startTeam(() => ({ stop }), 20)).toBeRejectedWithError(
      'learning thread 1: expected it ready within 0.02 s, found no answer',
    );
    expect(stopped).toBe(1);
  });
});
