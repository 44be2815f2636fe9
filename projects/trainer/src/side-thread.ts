// A thread beside a training run; `side-threads.ts` starts it.
import { parentPort, workerData } from 'node:worker_threads';
import { sideWorker, type SideData, type SideTask } from './side-tasks.ts';

const work = await sideWorker(workerData as SideData);
parentPort?.on('message', (task: SideTask) => {
  parentPort?.postMessage(work(task));
});
