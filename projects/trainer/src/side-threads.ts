import type { LabelledImages } from '#model';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { SideData, SideResult, SideTask } from './side-tasks.ts';

/** More would only wait for the memory that they share. */
const MOST_THREADS = 8;

interface Waiting {
  readonly resolve: (result: number | LabelledImages) => void;
  readonly reject: (reason: Error) => void;
}

/** Threads that make images and measure checkpoints while others learn. They start when there is work. */
export class SideThreads {
  private readonly data: SideData;
  private readonly most: number;
  private readonly threads: SideThread[] = [];
  private isClosed = false;

  /** @param learning how many threads learn: those left over do the rest, one at least */
  constructor(data: SideData, learning: number) {
    const share = (images: LabelledImages): LabelledImages => ({
      pixels: shared(images.pixels),
      labels: shared(images.labels),
    });
    this.data = {
      spec: data.spec,
      evaluationSet: share(data.evaluationSet),
      trainingSet: share(data.trainingSet),
    };
    this.most = Math.max(1, Math.min(MOST_THREADS, availableParallelism() - learning));
  }

  /** Has a task done. Rejects when the thread ends before it is, and when threads are closed. */
  run<Task extends SideTask>(task: Task): Promise<SideResult<Task>> {
    if (this.isClosed) return Promise.reject(closedError());
    let thread = this.threads.reduce<SideThread | undefined>(
      (least, one) => (least && least.waiting.length <= one.waiting.length ? least : one),
      undefined,
    );
    if (!thread || (thread.waiting.length > 0 && this.threads.length < this.most)) {
      thread = new SideThread(this.data);
      this.threads.push(thread);
    }
    // A thread answers each task with its own kind of result.
    return thread.run(task) as Promise<SideResult<Task>>;
  }

  /** Ends all threads, whatever they do. */
  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all(this.threads.map((thread) => thread.stop()));
  }
}

/** One thread, which takes its tasks in their order. */
class SideThread {
  readonly waiting: Waiting[] = [];
  private readonly worker: Worker;
  private failure: Error | undefined;

  constructor(data: SideData) {
    this.worker = new Worker(new URL('./side-thread.ts', import.meta.url), {
      workerData: data,
      execArgv: [], // Those of the process, such as --eval, are not meant for it.
    });
    this.worker.unref();
    this.worker.on('message', (result: number | LabelledImages) => {
      this.waiting.shift()?.resolve(result);
      if (this.waiting.length === 0) this.worker.unref();
    });
    this.worker.once('error', (reason: Error) => {
      this.fail(reason);
    });
    this.worker.once('exit', () => {
      this.fail(closedError());
    });
  }

  run(task: SideTask): Promise<number | LabelledImages> {
    if (this.failure) return Promise.reject(this.failure);
    // Whoever waits for a result must not be left behind by a process that has nothing else to do.
    this.worker.ref();
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.worker.postMessage(task);
    });
  }

  async stop(): Promise<void> {
    // An answer that is still on its way would let the process end before the thread has.
    this.worker.removeAllListeners('message');
    this.worker.ref();
    await this.worker.terminate();
  }

  private fail(reason: Error): void {
    this.failure ??= reason;
    for (const { reject } of this.waiting.splice(0)) reject(this.failure);
  }
}

function closedError(): Error {
  return new Error('side thread: expected an answer, found its end');
}

/** The same bytes in memory that threads share. */
function shared(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}
