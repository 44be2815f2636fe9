/** Counters are so far apart that no two share a cache line. */
const COUNTER_BYTES = 64;
const COUNTERS = ['round', 'images', 'tasks', 'arrived', 'finished', 'failed'] as const;
type Counter = (typeof COUNTERS)[number];

/** Bytes of shared memory that a meeting point takes, zero at first. */
export const MEETING_POINT_BYTES = COUNTERS.length * COUNTER_BYTES;
/** Looks at a counter before a thread goes to sleep: some ten microseconds, what waking up costs. */
const LOOKS = 4000;
/** How often, while the caller waits, it is looked whether anything still moves. */
const CHECKS_OF_PATIENCE = 10;

/**
 * Where threads share out the work of a step, and wait for each other: counters in shared memory. A round
 * is begun by the caller, whose thread takes part; all images come before all tasks.
 */
export class MeetingPoint {
  private readonly counters: Int32Array;
  private readonly threads: number;
  private readonly patienceMs: number;

  /**
   * @param address multiple of 64
   * @param threads how many meet, the caller's own among them
   * @param patienceMs how long the caller waits while nothing moves at all
   */
  constructor(
    { buffer }: WebAssembly.Memory,
    address: number,
    { threads, patienceMs = Infinity }: { threads: number; patienceMs?: number },
  ) {
    this.counters = new Int32Array(buffer, address, MEETING_POINT_BYTES / 4);
    this.threads = threads;
    this.patienceMs = patienceMs;
  }

  /** The caller's: begins a round; the one before has to be finished. */
  beginRound(): void {
    for (const counter of ['images', 'tasks', 'arrived', 'finished'] as const) {
      Atomics.store(this.counters, indexOf(counter), 0);
    }
    Atomics.add(this.counters, indexOf('round'), 1);
    Atomics.notify(this.counters, indexOf('round'));
  }

  /** The others': waits for another round than this; returns its number. */
  awaitRound(last: number): number {
    return this.awaitChange('round', (round) => round !== last);
  }

  /** The first of so many images that are now the thread's to learn from. */
  claimImages(count: number): number {
    return Atomics.add(this.counters, indexOf('images'), count);
  }

  /** The task that is now the thread's. */
  claimTask(): number {
    return Atomics.add(this.counters, indexOf('tasks'), 1);
  }

  /** Says that the thread has no more images, and waits until none has. */
  finishImages(): void {
    this.count('arrived', this.threads);
    this.awaitChange('arrived', (arrived) => arrived >= this.threads);
  }

  /** The others': says that the thread has no more tasks. */
  finishTasks(): void {
    this.count('finished', this.threads - 1);
  }

  /** The caller's: waits until no other thread has a task. */
  awaitFinished(): void {
    this.awaitChange('finished', (finished) => finished >= this.threads - 1);
  }

  /** The others': says that a thread cannot go on. */
  fail(thread: number): void {
    Atomics.store(this.counters, indexOf('failed'), thread);
    for (const counter of ['arrived', 'finished'] as const) {
      Atomics.notify(this.counters, indexOf(counter));
    }
  }

  private count(counter: Counter, all: number): void {
    const before = Atomics.add(this.counters, indexOf(counter), 1);
    if (before + 1 === all) Atomics.notify(this.counters, indexOf(counter));
  }

  /** Waits until a counter is as wanted. Throws Error when a thread failed or nothing moves any more. */
  private awaitChange(counter: Counter, isWanted: (value: number) => boolean): number {
    const index = indexOf(counter);
    for (let look = 0; look < LOOKS; look++) {
      const value = Atomics.load(this.counters, index);
      if (isWanted(value)) return value;
    }
    let moved = this.movement();
    // Counted in turns of waiting, not by a clock: a computer that slept does not count as silence.
    let silentTurns = 0;
    for (;;) {
      const value = Atomics.load(this.counters, index);
      if (isWanted(value)) return value;
      const failed = Atomics.load(this.counters, indexOf('failed'));
      if (failed !== 0)
        throw new Error(`learning thread ${failed}: stopped in the middle of a step`);
      const turnMs = this.patienceMs / CHECKS_OF_PATIENCE;
      if (Atomics.wait(this.counters, index, value, turnMs) !== 'timed-out') continue;
      const movement = this.movement();
      silentTurns = movement === moved ? silentTurns + 1 : 0;
      moved = movement;
      if (silentTurns >= CHECKS_OF_PATIENCE) {
        throw new Error(
          `learning threads: expected an answer within ${this.patienceMs / 1000} s, found none`,
        );
      }
    }
  }

  /** A number that grows as long as any thread works on the round. */
  private movement(): number {
    return (['images', 'tasks', 'arrived', 'finished'] as const).reduce(
      (sum, counter) => sum + Atomics.load(this.counters, indexOf(counter)),
      0,
    );
  }
}

function indexOf(counter: Counter): number {
  return (COUNTERS.indexOf(counter) * COUNTER_BYTES) / 4;
}
