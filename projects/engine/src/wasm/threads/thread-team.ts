import type { SharedKernels } from '../kernels.ts';
import { StepWorker, type Scratch, type StepPlan } from '../learning-step.ts';
import type { StepRunner } from '../wasm-backend.ts';
import { workThrough } from './learning-thread.ts';
import { WorkQueue } from './work-queue.ts';
import type { LearningThread, ThreadJob, ThreadStarter } from './thread-starter.ts';

/** What a team works on. */
export interface TeamPlan {
  readonly step: StepPlan;
  /** One for each thread, the caller's first. */
  readonly scratch: readonly [Scratch, ...Scratch[]];
  /** Address of the work queue. */
  readonly queue: number;
}

/** Takes steps on the calling thread and others beside it. */
export class ThreadTeam implements StepRunner {
  private readonly worker: StepWorker;
  private readonly queue: WorkQueue;
  private threads: readonly LearningThread[] = [];
  private failure: Error | undefined;

  private constructor(worker: StepWorker, queue: WorkQueue) {
    this.worker = worker;
    this.queue = queue;
  }

  /**
   * Starts the threads and waits until all are ready.
   * @param idleTimeoutMs how long it waits for a thread that shows no sign of life, now and in a step
   * @throws Error when one does not start; then none is left running
   */
  static async start(
    { module, memory, kernels }: SharedKernels,
    { step, scratch, queue }: TeamPlan,
    start: ThreadStarter,
    idleTimeoutMs: number,
  ): Promise<ThreadTeam> {
    const [own, ...others] = scratch;
    const team = new ThreadTeam(
      new StepWorker(kernels, step, own),
      new WorkQueue(memory, queue, { idleTimeoutMs }),
    );
    const allReady = others.map((theirs, index) => {
      const shared = { kind: 'learning-thread', module, memory, step, queue } as const;
      return team.startThread(
        { ...shared, scratch: theirs, thread: index + 1 },
        start,
        idleTimeoutMs,
      );
    });
    try {
      await Promise.all(allReady);
    } catch (error) {
      // A thread that does not start ends the others too.
      await team.close();
      throw error;
    }
    return team;
  }

  run(images: number): void {
    if (this.failure) throw this.failure;
    try {
      const round = this.queue.beginRound();
      workThrough(this.worker, this.queue, round, images);
      this.queue.awaitTasks(this.worker.tasks);
      this.queue.endRound();
    } catch (error) {
      // Threads are somewhere in the middle of the step now: there is no next one.
      this.failure = asError(error);
      throw this.failure;
    }
    this.worker.finish();
  }

  async close(): Promise<void> {
    this.failure ??= new Error('learning threads: expected to be open, found closed');
    const threads = this.threads;
    this.threads = [];
    await Promise.all(threads.map((thread) => thread.stop()));
  }

  private startThread(job: ThreadJob, start: ThreadStarter, idleTimeoutMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      // Before the thread, which may answer while it is being started.
      const timeout = setTimeout(() => {
        failed(new Error(`expected it ready within ${idleTimeoutMs / 1000} s, found no answer`));
      }, idleTimeoutMs);
      const failed = (reason: Error): void => {
        clearTimeout(timeout);
        const message = `learning thread ${job.thread}: ${reason.message}`;
        this.failure ??= new Error(message, { cause: reason });
        reject(this.failure);
      };
      const ready = (): void => {
        clearTimeout(timeout);
        resolve();
      };
      try {
        this.threads = [...this.threads, start(job, { ready, failed })];
      } catch (error) {
        // Whatever the starter has against it, such as a policy that forbids workers: there is no thread.
        clearTimeout(timeout);
        reject(asError(error));
      }
    });
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
