import { WORK_QUEUE_BYTES, WorkQueue, type Wait } from './work-queue.ts';

/** A work queue as two threads see it; the caller waits as the spec says. */
function queueOfTwo({ idleTimeoutMs = 1000, wait }: { idleTimeoutMs?: number; wait?: Wait } = {}): {
  caller: WorkQueue;
  other: WorkQueue;
} {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  const address = 65536 - WORK_QUEUE_BYTES;
  return {
    caller: new WorkQueue(memory, address, { idleTimeoutMs, ...(wait && { wait }) }),
    other: new WorkQueue(memory, address),
  };
}

describe('WorkQueue', () => {
  it('gives each part and each task to one thread', () => {
    const { caller, other } = queueOfTwo();
    const round = caller.beginRound();
    expect(other.awaitRound(round - 1)).toBe(round);
    const claimed = [caller, other, other, caller].map((one) => one.claimImages(round, 3));
    expect(claimed).toEqual([0, 1, 2, undefined]);
    expect([other, caller, other].map((one) => one.claimTask(round, 2))).toEqual([0, 1, undefined]);
  });

  it('lets nobody wait for a thread that has claimed nothing', () => {
    const { caller, other } = queueOfTwo();
    const round = caller.beginRound();
    expect(caller.claimImages(round, 1)).toBe(0);
    caller.finishImages(1);
    expect(caller.awaitImages(round, 1)).toBeTrue();
    expect(caller.claimTask(round, 1)).toBe(0);
    caller.finishTask(1);
    caller.awaitTasks(1);
    caller.endRound();
    expect(other.claimImages(round, 5)).toBeUndefined();
  });

  it('gives nothing of a round to a thread that comes late from another', () => {
    const { caller, other } = queueOfTwo();
    const late = caller.beginRound();
    caller.endRound();
    expect(other.claimTask(late, 9)).toBeUndefined();
    const round = caller.beginRound();
    expect(other.claimImages(late, 9)).toBeUndefined();
    expect(other.claimTask(late, 9)).toBeUndefined();
    expect(other.awaitImages(late, 9)).toBeFalse();
    expect(other.claimImages(round, 9)).toBe(0);
  });

  it('waits as long as anything moves', () => {
    let waits = 0;
    const wait: Wait = () => {
      waits += 1;
      // Now and then the other gets one of 40 parts done; it is never idle for long enough.
      if (waits % 7 === 0) other.finishImages(40);
      return 'timed-out';
    };
    const { caller, other } = queueOfTwo({ wait });
    expect(caller.awaitImages(caller.beginRound(), 40)).toBeTrue();
    expect(waits).toBe(280);
  });

  it('gives up when nothing moves for as long as the timeout', () => {
    const waited: number[] = [];
    const wait: Wait = (_numbers, _index, _expected, timeoutMs) => {
      waited.push(timeoutMs);
      return 'timed-out';
    };
    const { caller, other } = queueOfTwo({ idleTimeoutMs: 3000, wait });
    other.claimTask(caller.beginRound(), 1);
    expect(() => {
      caller.awaitTasks(1);
    }).toThrowError('learning threads: expected an answer within 3 s, found none');
    expect(waited.reduce((sum, timeoutMs) => sum + timeoutMs, 0)).toBe(3000);
  });

  it('hears of a thread that cannot go on, while it waits and before the next round', () => {
    const { caller, other } = queueOfTwo({
      wait: () => {
        other.fail(2);
        return 'ok';
      },
    });
    const round = caller.beginRound();
    const message = 'learning thread 2: stopped in the middle of a step';
    expect(() => caller.awaitImages(round, 1)).toThrowError(message);
    expect(() => caller.beginRound()).toThrowError(message);
  });

  it('names the first of the threads that cannot go on', () => {
    const { caller, other } = queueOfTwo();
    other.fail(3);
    other.fail(1);
    expect(() => caller.beginRound()).toThrowError(
      'learning thread 3: stopped in the middle of a step',
    );
  });
});
