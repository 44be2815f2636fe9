import type { ThreadJob, ThreadStarter } from './thread-starter.ts';
import { runLearningThread } from './learning-thread.ts';

/**
 * Starts learning threads as module workers of this script. It has to give the job, the first message that
 * comes, to `serveLearningThread`. A learning worker can name itself: `webThreads(location.href)`.
 */
export function webThreads(script: string | URL): ThreadStarter {
  return (job, { ready, failed }) => {
    const worker = new Worker(script, { type: 'module', name: `learning thread ${job.thread}` });
    worker.addEventListener('message', ready, { once: true });
    worker.addEventListener('error', ({ message }) => {
      // A script that cannot be loaded says nothing more.
      failed(new Error(message || `expected a script to load, found none at ${String(script)}`));
    });
    worker.postMessage(job);
    return {
      stop: () => {
        worker.terminate();
        return Promise.resolve();
      },
    };
  };
}

/** The thread's side of `webThreads`, in the worker. */
export function serveLearningThread(job: ThreadJob): Promise<never> {
  return runLearningThread(job, () => {
    self.postMessage('ready');
  });
}
