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

  it('counts what is done from nothing in each round', () => {
    let waits = 0;
    const { caller, other } = queueOfTwo({
      wait: () => {
        waits += 1;
        other.finishImages(1);
        other.finishTask(1);
        return 'ok';
      },
    });
    for (const round of [1, 2, 3]) {
      const started = caller.beginRound();
      expect(caller.awaitImages(started, 1)).toBeTrue();
      caller.awaitTasks(2);
      expect(waits).toBe(2 * round);
      caller.endRound();
    }
  });

  it('waits for another round than the last', () => {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
    const caller = new WorkQueue(memory, 0);
    const first = caller.beginRound();
    let second = NaN;
    const other = new WorkQueue(memory, 0, {
      wait: () => {
        second = caller.beginRound();
        return 'ok';
      },
    });
    expect(other.awaitRound(first)).toBe(second);
    expect(second).not.toBe(first);
  });

  it('wakes those that wait: at each round, when the last part or task is done, and for a failure', () => {
    const { caller, other } = queueOfTwo();
    const notify = spyOn(Atomics, 'notify');
    const wakes = (act: () => void): number => {
      notify.calls.reset();
      act();
      return notify.calls.count();
    };
    expect(wakes(() => caller.beginRound())).toBe(1);
    expect(
      [1, 2, 3].map(() =>
        wakes(() => {
          other.finishImages(3);
        }),
      ),
    ).toEqual([0, 0, 1]);
    expect(
      [1, 2].map(() =>
        wakes(() => {
          other.finishTask(2);
        }),
      ),
    ).toEqual([0, 1]);
    // Whoever waits for parts, and whoever waits for tasks.
    expect(
      wakes(() => {
        other.fail(2);
      }),
    ).toBe(2);
  });

  it('sees every kind of movement', () => {
    for (const parts of [
      ['claimImages'],
      ['finishImages'],
      ['claimTask'],
      ['finishTask'],
      ['claimImages', 'finishImages'],
      ['claimTask', 'finishTask'],
      ['finishImages', 'claimTask'],
      ['claimImages', 'finishTask'],
    ] as const) {
      let waits = 0;
      let round = NaN;
      const { caller, other } = queueOfTwo({
        wait: () => {
          waits += 1;
          if (waits === 60) other.fail(1);
          if (waits % 9 === 0) {
            for (const part of parts) {
              if (part === 'claimImages' || part === 'claimTask') other[part](round, 1000);
              else other[part](1000);
            }
          }
          return 'timed-out';
        },
      });
      round = caller.beginRound();
      expect(() => {
        caller.awaitTasks(1000);
      })
        .withContext(parts.join(' and '))
        .toThrowError('learning thread 1: stopped in the middle of a step');
    }
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
