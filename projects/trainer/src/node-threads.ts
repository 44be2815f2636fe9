import { wasmThreadsBackend, type BackendFactory, type ThreadStarter } from '#engine';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** More share too little work in a step of 128 images to be worth their start. */
export const MOST_BY_DEFAULT = 4;

/** As many threads as pay: one for each core, up to four. */
export function defaultThreads(): number {
  return Math.min(availableParallelism(), MOST_BY_DEFAULT);
}

/** Learns on the CPU on so many threads of Node; the bytes are those of one. */
export function nodeBackend(threads = defaultThreads()): BackendFactory {
  return wasmThreadsBackend({ threads, start: startNodeThread });
}

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
      // Whoever awaits the end must not be left behind by a process that has nothing else to do, also not where
      // the thread's first message is still on its way.
      worker.removeAllListeners('message');
      worker.ref();
      await worker.terminate();
    },
  };
};
