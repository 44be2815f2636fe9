import type { ThreadStarter } from '#engine';
import { Worker } from 'node:worker_threads';

/** Starts a learning thread in Node. It does not keep the process alive. */
export const startNodeThread: ThreadStarter = (job, { ready, failed }) => {
  const worker = new Worker(new URL('./learning-thread.ts', import.meta.url), {
    workerData: job,
    execArgv: [], // Those of the process, such as --eval, are not meant for it.
  });
  worker.once('message', () => {
    worker.unref();
    ready();
  });
  worker.once('error', failed);
  worker.once('exit', () => {
    failed(new Error('ended by itself'));
  });
  return {
    stop: async () => {
      // Whoever awaits the end must not be left behind by a process that has nothing else to do.
      worker.ref();
      await worker.terminate();
    },
  };
};
