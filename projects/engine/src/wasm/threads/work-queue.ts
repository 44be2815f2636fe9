/** Where each counter is, in int32; so far apart that no two share a cache line. */
const AT = { round: 0, images: 16, imagesDone: 32, tasks: 48, tasksDone: 64, failed: 80 } as const;
type Counter = keyof typeof AT;

/** Bytes of shared memory that a work queue takes, zero at first. */
export const WORK_QUEUE_BYTES = 96 * 4;

/**
 * What is still to be had of a round is counted in the low bits of a number, with the round in the bits
 * above: who comes late, with a round that is over, gets nothing.
 */
const INDEX_BITS = 12;
const NOTHING_LEFT = (1 << INDEX_BITS) - 1;

/** Looks at a counter before a thread goes to sleep: some microseconds, less than waking up takes. */
const LOOKS = 4000;
/** How often, while the caller waits, it is looked whether anything still moves. */
const TURNS_OF_TIMEOUT = 10;

/** Waits while the number is as expected, as `Atomics.wait` does. */
export type Wait = (
  numbers: Int32Array,
  index: number,
  expected: number,
  timeoutMs: number,
) => 'ok' | 'not-equal' | 'timed-out';

/** What a caller brings along. */
export interface WorkQueueOptions {
  /** How long it waits while nothing moves at all, milliseconds. */
  readonly idleTimeoutMs?: number;
  readonly wait?: Wait;
}

/**
 * A work queue with a barrier, in which threads share out a step: counters in shared memory. A round is begun
 * by the caller, whose thread works too. Nobody waits for a thread, only for work that one has claimed: a
 * thread that the computer has no time for holds nothing up.
 */
export class WorkQueue {
  private readonly counters: Int32Array;
  private readonly idleTimeoutMs: number;
  private readonly wait: Wait;

  /** @param address multiple of 64 */
  constructor(
    { buffer }: WebAssembly.Memory,
    address: number,
    { idleTimeoutMs = Infinity, wait = Atomics.wait }: WorkQueueOptions = {},
  ) {
    this.counters = new Int32Array(buffer, address, WORK_QUEUE_BYTES / 4);
    this.idleTimeoutMs = idleTimeoutMs;
    this.wait = wait;
  }

  /**
   * The caller's: begins a round and wakes the others; the one before has to be ended.
   * @returns the round's number
   * @throws Error when a thread has failed
   */
  beginRound(): number {
    this.throwIfFailed();
    const round = (this.load('round') + 1) | 0;
    this.store('imagesDone', 0);
    this.store('tasksDone', 0);
    this.store('images', round << INDEX_BITS);
    this.store('tasks', round << INDEX_BITS);
    this.store('round', round);
    Atomics.notify(this.counters, AT.round);
    return round;
  }

  /** The caller's: ends a round, before anything that it reads is changed. */
  endRound(): void {
    this.store('images', NOTHING_LEFT);
    this.store('tasks', NOTHING_LEFT);
  }

  /** The others': waits for another round than this; returns its number. */
  awaitRound(last: number): number {
    this.awaitChange('round', (round) => round !== last);
    return this.load('round');
  }

  /** The number of a part of so many images that is now the thread's to do, if there is one left. */
  claimImages(round: number, parts: number): number | undefined {
    return this.claim('images', round, parts);
  }

  /** Says that a part of so many is done. */
  finishImages(parts: number): void {
    this.count('imagesDone', parts);
  }

  /** Waits until all parts are done; false when the round is over before this thread saw that. */
  awaitImages(round: number, parts: number): boolean {
    this.awaitChange('imagesDone', (done) => done >= parts || this.load('round') !== round);
    return this.load('round') === round;
  }

  /** The number of a task that is now the thread's to do, if there is one left of so many. */
  claimTask(round: number, tasks: number): number | undefined {
    return this.claim('tasks', round, tasks);
  }

  /** Says that a task of so many is done. */
  finishTask(tasks: number): void {
    this.count('tasksDone', tasks);
  }

  /** The caller's: waits until all tasks are done. */
  awaitTasks(tasks: number): void {
    this.awaitChange('tasksDone', (done) => done >= tasks);
  }

  /** The others': says that a thread cannot go on; of several, the first is named. */
  fail(thread: number): void {
    Atomics.compareExchange(this.counters, AT.failed, 0, thread);
    Atomics.notify(this.counters, AT.imagesDone);
    Atomics.notify(this.counters, AT.tasksDone);
  }

  private claim(counter: Counter, round: number, count: number): number | undefined {
    for (;;) {
      const next = this.load(counter);
      const index = next - (round << INDEX_BITS);
      if (index < 0 || index >= count) return undefined;
      const found = Atomics.compareExchange(this.counters, AT[counter], next, next + 1);
      if (found === next) return index;
    }
  }

  private count(counter: Counter, all: number): void {
    const done = Atomics.add(this.counters, AT[counter], 1) + 1;
    if (done === all) Atomics.notify(this.counters, AT[counter]);
  }

  /** Waits until a counter is as wanted. Throws Error when a thread failed or nothing moves any more. */
  private awaitChange(counter: Counter, isWanted: (value: number) => boolean): void {
    for (let look = 0; look < LOOKS; look++) if (isWanted(this.load(counter))) return;
    let moved = this.movement();
    // Counted in turns of waiting, not by a clock: threads are not idle while the computer sleeps.
    let idleTurns = 0;
    for (;;) {
      const value = this.load(counter);
      if (isWanted(value)) return;
      this.throwIfFailed();
      const turnMs = this.idleTimeoutMs / TURNS_OF_TIMEOUT;
      if (this.wait(this.counters, AT[counter], value, turnMs) !== 'timed-out') continue;
      const movement = this.movement();
      idleTurns = movement === moved ? idleTurns + 1 : 0;
      moved = movement;
      if (idleTurns >= TURNS_OF_TIMEOUT) {
        throw new Error(
          `learning threads: expected an answer within ${this.idleTimeoutMs / 1000} s, found none`,
        );
      }
    }
  }

  /** A number that changes as long as any thread works on the round. */
  private movement(): number {
    return (
      this.load('images') + this.load('imagesDone') + this.load('tasks') + this.load('tasksDone')
    );
  }

  private throwIfFailed(): void {
    const thread = this.load('failed');
    if (thread !== 0) throw new Error(`learning thread ${thread}: stopped in the middle of a step`);
  }

  private load(counter: Counter): number {
    return Atomics.load(this.counters, AT[counter]);
  }

  private store(counter: Counter, value: number): void {
    Atomics.store(this.counters, AT[counter], value);
  }
}
