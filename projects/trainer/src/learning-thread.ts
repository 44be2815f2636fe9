// A learning thread in Node; `node-threads.ts` starts it.
import { runLearningThread, type ThreadJob } from '#engine';
import { parentPort, workerData } from 'node:worker_threads';

await runLearningThread(workerData as ThreadJob, () => {
  parentPort?.postMessage('ready');
});
