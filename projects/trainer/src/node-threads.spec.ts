import { NO_DIGIT } from '#model';
import { wasmThreadsBackend, type ThreadStarter } from '#engine';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { learnWhole, wholeSetup, WHOLE_LEARNING } from '../../engine/testing/whole-learning.ts';
import {
  differenceFromTorch,
  optimizerName,
  OPTIMIZERS,
} from '../../engine/testing/torch-steps.ts';
import { resumedRun, wholeRun } from '../../engine/testing/resumed-runs.ts';
import { startNodeThread } from './node-threads.ts';

/** Threads start slowly on a computer with much else to do. */
const THREADS_MS = 60_000;
const root = join(import.meta.dirname, '../../..');

/** A starter of threads that do something else, counting those that are not stopped. */
function startingInstead(code: string): { start: ThreadStarter; running: () => number } {
  let running = 0;
  const start: ThreadStarter = (_job, { ready, failed }) => {
    const worker = new Worker(code, { eval: true });
    running += 1;
    worker.once('message', ready);
    worker.once('error', failed);
    return {
      stop: async () => {
        running -= 1;
        await worker.terminate();
      },
    };
  };
  return { start, running: () => running };
}

describe('learning threads in Node', () => {
  for (const threads of [1, 2, 3, 5]) {
    it(
      `give the bytes of one thread when there are ${threads}`,
      async () => {
        const backend = wasmThreadsBackend({ threads, start: startNodeThread });
        expect(await learnWhole(backend)).toBe(WHOLE_LEARNING);
      },
      THREADS_MS,
    );
  }

  it(
    'go on from a state with the bytes of one thread that nobody interrupted',
    async () => {
      const backend = wasmThreadsBackend({ threads: 3, start: startNodeThread });
      for (const optimizer of [OPTIMIZERS[1], OPTIMIZERS[4]]) {
        if (!optimizer) throw new Error('expected two optimizers');
        const whole = await wholeRun(
          wasmThreadsBackend({ threads: 1, start: startNodeThread }),
          optimizer,
        );
        expect(await resumedRun(backend, optimizer, 500)).toEqual(whole);
      }
    },
    THREADS_MS,
  );

  for (const optimizer of OPTIMIZERS) {
    it(
      `step as PyTorch does: ${optimizerName(optimizer)}`,
      async () => {
        const backend = wasmThreadsBackend({ threads: 3, start: startNodeThread });
        expect(await differenceFromTorch(backend, optimizer)).toBeLessThan(2e-5);
      },
      THREADS_MS,
    );
  }

  it(
    'end with the process, whether someone closes them or not',
    () => {
      const program = `
      import { wasmThreadsBackend } from '#engine';
      import { startNodeThread } from '#trainer';
      import { wholeSetup } from './projects/engine/testing/whole-learning.ts';
      const backend = await wasmThreadsBackend({ threads: 2, start: startNodeThread })(wholeSetup());
      backend.step(Uint32Array.of(1, 2, 3), 0.01);
      if (process.argv.includes('close')) await backend.close();
      console.log('end');
    `;
      for (const ending of ['close', 'leave']) {
        const options = { cwd: root, encoding: 'utf8', timeout: 60_000 } as const;
        const args = ['--input-type=module-typescript', '--eval', program, ending];
        const { status, stdout, stderr } = spawnSync(process.execPath, args, options);
        expect(stderr).toBe('');
        expect(stdout).toBe('end\n');
        expect(status).toBe(0);
      }
    },
    THREADS_MS,
  );

  it(
    'say so when one does not start, and leave none behind',
    async () => {
      const { start, running } = startingInstead(`throw new Error('no such kernel')`);
      await expectAsync(
        wasmThreadsBackend({ threads: 3, start })(wholeSetup()),
      ).toBeRejectedWithError(/^learning thread [12]: no such kernel$/);
      expect(running()).toBe(0);
    },
    THREADS_MS,
  );

  it(
    'say so when one gives no sign of life at the start',
    async () => {
      const { start, running } = startingInstead(`setInterval(() => {}, 1000)`);
      const backend = wasmThreadsBackend({ threads: 2, start, idleTimeoutMs: 100 });
      await expectAsync(backend(wholeSetup())).toBeRejectedWithError(
        'learning thread 1: expected it ready within 0.1 s, found no answer',
      );
      expect(running()).toBe(0);
    },
    THREADS_MS,
  );

  it(
    'hold nothing up when one never comes to work',
    async () => {
      const { start, running } = startingInstead(`
      require('node:worker_threads').parentPort.postMessage('ready');
      setInterval(() => {}, 1000);
    `);
      expect(await learnWhole(wasmThreadsBackend({ threads: 3, start }))).toBe(WHOLE_LEARNING);
      expect(running()).toBe(0);
    },
    THREADS_MS,
  );

  it(
    'say so when one cannot go on in a step, and at each step after',
    async () => {
      // Its scratch memory is nowhere: the first write to it traps.
      const start: ThreadStarter = (job, events) => {
        const scratch = {
          ...job.scratch,
          deltaSums: job.scratch.deltaSums.map(() => 2 ** 32 - 16),
        };
        return startNodeThread({ ...job, scratch }, events);
      };
      const backend = await wasmThreadsBackend({ threads: 2, start })(wholeSetup());
      const message = 'learning thread 1: stopped in the middle of a step';
      expect(() => {
        // The other thread takes part when it has woken up.
        for (let i = 0; i < 10_000; i++) backend.step(Uint32Array.of(1, 2, 3), 0.01);
      }).toThrowError(message);
      expect(() => {
        backend.step(Uint32Array.of(1), 0.01);
      }).toThrowError(message);
      await backend.close();
    },
    THREADS_MS,
  );

  it(
    'say so at the next step when one has ended in between',
    async () => {
      const workers: (() => Promise<void>)[] = [];
      const start: ThreadStarter = (job, events) => {
        const thread = startNodeThread(job, events);
        workers.push(thread.stop);
        return thread;
      };
      const backend = await wasmThreadsBackend({ threads: 2, start })(wholeSetup());
      await Promise.all(workers.map((stop) => stop()));
      expect(() => {
        backend.step(Uint32Array.of(1), 0.01);
      }).toThrowError('learning thread 1: ended by itself');
      await backend.close();
    },
    THREADS_MS,
  );

  it(
    'take no step when closed',
    async () => {
      const backend = await wasmThreadsBackend({ threads: 2, start: startNodeThread })(
        wholeSetup(),
      );
      await backend.close();
      expect(() => {
        backend.step(Uint32Array.of(1), 0.01);
      }).toThrowError('learning threads: expected to be open, found closed');
      await backend.close();
    },
    THREADS_MS,
  );

  it(
    'are refused in numbers that make no sense, and with a setup that does not fit',
    async () => {
      for (const threads of [0, 33, 1.5]) {
        expect(() => wasmThreadsBackend({ threads, start: startNodeThread })).toThrowError(
          RangeError,
          `threads: expected a whole number from 1 to 32, found ${threads}`,
        );
      }
      const setup = wholeSetup();
      const labels = setup.trainingSet.labels.map(() => NO_DIGIT - 1);
      const { start, running } = startingInstead('');
      const backend = wasmThreadsBackend({ threads: 2, start });
      await expectAsync(
        backend({ ...setup, trainingSet: { ...setup.trainingSet, labels } }),
      ).toBeRejectedWithError(RangeError, /expected labels below 10, found 254/);
      await expectAsync(backend({ ...setup, initialWeights: [] })).toBeRejectedWithError(
        RangeError,
        /expected 20x784 weights and 20 biases, found 0 and 0/,
      );
      expect(running()).toBe(0);
    },
    THREADS_MS,
  );
});
