import { instantiateKernels } from '../kernels.ts';
import { StepWorker } from '../learning-step.ts';
import { MemoryViews } from '../memory-views.ts';
import { WorkQueue } from './work-queue.ts';
import type { ThreadJob } from './thread-starter.ts';

/** Images that a thread claims at a time: few, so that none has long to wait for the last. */
const IMAGES_AT_ONCE = 4;

/**
 * The life of a learning thread: works on every step until it is ended from outside.
 * @param ready called when it waits for the first step
 * @throws Error when it cannot go on
 */
export async function runLearningThread(job: ThreadJob, ready: () => void): Promise<never> {
  const { kernels } = await instantiateKernels(job.module, job.memory);
  const worker = new StepWorker(kernels, job.step, job.scratch);
  const queue = new WorkQueue(job.memory, job.queue);
  const views = new MemoryViews(job.memory);
  ready();
  try {
    for (let round = 0; ;) {
      round = queue.awaitRound(round);
      workThrough(worker, queue, round, views.readField('Batch', job.step.batch, 'size'));
    }
  } catch (error) {
    // Whatever it is, the caller waits for this thread and has to hear of it.
    queue.fail(job.thread);
    throw error;
  }
}

/** Works through a round's queue: a thread does as much as it gets hold of. */
export function workThrough(
  worker: StepWorker,
  queue: WorkQueue,
  round: number,
  images: number,
): void {
  const parts = Math.ceil(images / IMAGES_AT_ONCE);
  for (;;) {
    const part = queue.claimImages(round, parts);
    if (part === undefined) break;
    const from = part * IMAGES_AT_ONCE;
    worker.learnImages(from, Math.min(images, from + IMAGES_AT_ONCE));
    queue.finishImages(parts);
  }
  if (!queue.awaitImages(round, parts)) return;
  worker.startTasks();
  for (;;) {
    const task = queue.claimTask(round, worker.tasks);
    if (task === undefined) break;
    worker.learnTask(task);
    queue.finishTask(worker.tasks);
  }
}
