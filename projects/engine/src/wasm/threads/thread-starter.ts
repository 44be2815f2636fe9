import type { Scratch, StepPlan } from '../learning-step.ts';

/** What a learning thread is told: it can be posted to a worker as it is. */
export interface ThreadJob {
  readonly kind: 'learning-thread';
  /** The kernels, and the memory that all threads share. */
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly step: StepPlan;
  readonly scratch: Scratch;
  /** Address of the work queue. */
  readonly queue: number;
  /** 1 for the first beside the caller's own. */
  readonly thread: number;
}

/** What becomes of a thread. */
export interface ThreadEvents {
  /** It waits for the first step. */
  readonly ready: () => void;
  /** It did not start, or ended by itself. */
  readonly failed: (reason: Error) => void;
}

/** A thread that was started. */
export interface LearningThread {
  /** Ends it, whatever it does. */
  readonly stop: () => Promise<void>;
}

/** Starts a thread that calls `runLearningThread` with the job: `worker_threads` in Node, workers in a browser. */
export type ThreadStarter = (job: ThreadJob, events: ThreadEvents) => LearningThread;
