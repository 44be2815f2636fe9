import { instantiateKernels } from '../kernels.ts';
import { StepWorker } from '../learning-step.ts';
import { MemoryViews } from '../memory-views.ts';
import { MeetingPoint } from './meeting-point.ts';
import type { ThreadJob } from './thread-starter.ts';

/** Images that a thread takes at a time: few, so that none has long to wait for the last one. */
const IMAGES_AT_ONCE = 4;

/**
 * The life of a learning thread: takes part in every step until it is ended from outside.
 * @param ready called when it waits for the first step
 * @throws Error when it cannot go on
 */
export async function runLearningThread(job: ThreadJob, ready: () => void): Promise<never> {
  const { kernels } = await instantiateKernels(job.module, job.memory);
  const worker = new StepWorker(kernels, job.step, job.scratch);
  const meeting = new MeetingPoint(job.memory, job.meeting, job);
  const batchSize = new MemoryViews(job.memory).u32(job.step.batch, 1);
  ready();
  try {
    for (let round = 0; ;) {
      round = meeting.awaitRound(round);
      takePart(worker, meeting, batchSize[0] ?? 0);
      meeting.finishTasks();
    }
  } catch (error) {
    // Whatever it is, the caller waits for this thread and has to hear of it.
    meeting.fail(job.thread);
    throw error;
  }
}

/** A thread's part of a round: as many images, then as many tasks as it gets hold of. */
export function takePart(worker: StepWorker, meeting: MeetingPoint, images: number): void {
  for (;;) {
    const from = meeting.claimImages(IMAGES_AT_ONCE);
    if (from >= images) break;
    worker.learnImages(from, Math.min(images, from + IMAGES_AT_ONCE));
  }
  meeting.finishImages();
  worker.startTasks();
  for (;;) {
    const task = meeting.claimTask();
    if (task >= worker.tasks) break;
    worker.learnTask(task);
  }
}
