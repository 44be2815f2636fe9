import { perceptronSpec, UNCALIBRATED, type NetworkWeights } from '#model';
import { CheckpointLoader } from './checkpoint-loader.ts';
import { ManualClock } from '../../../platform/testing/manual-clock.ts';
import { timelineOf } from './testing/timeline.ts';

interface Load {
  readonly index: number;
  readonly signal: AbortSignal;
  arrive(): Promise<void>;
  fail(message?: string): Promise<void>;
}

const WEIGHTS: NetworkWeights = [];

describe('CheckpointLoader', () => {
  let loads: Load[];
  let clock: ManualClock;

  beforeEach(() => {
    loads = [];
    clock = new ManualClock();
  });

  function loader({
    count = 35,
    architecture = [784, 10],
    stored = [],
  }: { count?: number; architecture?: number[]; stored?: boolean[] } = {}): CheckpointLoader {
    return new CheckpointLoader({
      set: {
        url: 'http://localhost/w.json',
        timeline: timelineOf(count),
        network: perceptronSpec(architecture),
        calibration: UNCALIBRATED,
      },
      weights: WEIGHTS,
      stored,
      clock,
      load: (index, signal) =>
        new Promise((resolve, reject) => {
          const settled = async (): Promise<void> => {
            // One turn for the promise, one for its continuation.
            await Promise.resolve();
            await Promise.resolve();
          };
          loads.push({
            index,
            signal,
            arrive: () => {
              resolve(WEIGHTS);
              return settled();
            },
            fail: (message = 'no') => {
              reject(new Error(message));
              return settled();
            },
          });
        }),
      describe: (error) => ({ message: String(error), isCorrupt: false }),
    });
  }

  const underWay = (): number[] =>
    loads.filter(({ signal }) => !signal.aborted).map(({ index }) => index);

  function load(index: number): Load {
    const found = loads.findLast((candidate) => candidate.index === index);
    if (!found) throw new Error(`expected a load of ${index}, found none`);
    return found;
  }

  it('shows the last checkpoint first and fetches nothing until someone moves', () => {
    const loading = loader();
    expect([loading.position(), loading.loaded().origin.index, loads.length]).toEqual([34, 34, 0]);
    expect(loading.states().filter((state) => state === 'here').length).toBe(1);
  });

  it('moves at once, keeps the old checkpoint, and shows the new one when it arrives', async () => {
    const loading = loader();
    loading.ask(3);
    expect([loading.position(), loading.loaded().origin.index]).toEqual([3, 34]);
    await load(3).arrive();
    expect([loading.loaded().origin.index, loading.loaded().origin.checkpoint.label]).toEqual([
      3,
      'moment 3',
    ]);
    expect(loading.loaded().origin.kind).toBe('checkpoint');
    expect(loading.states()[3]).toBe('here');
  });

  it('shows a checkpoint as loading only when it takes long', async () => {
    const loading = loader();
    loading.ask(3);
    expect([loading.states()[3], clock.delays]).toEqual(['absent', [300]]);
    clock.elapse();
    expect(loading.states()[3]).toBe('loading');
    await load(3).arrive();
    expect(loading.states()[3]).toBe('here');
    // Neighbours 2 and 1 follow; moving far away cancels them.
    expect(clock.delays).toEqual([300, 300]);
    loading.ask(20);
    expect(clock.delays).toEqual([300]);
    await load(20).fail();
    expect([loading.states()[20], clock.delays]).toEqual(['failed', [1000]]);
  });

  it('rounds to the nearest checkpoint', () => {
    const loading = loader();
    loading.ask(-2);
    expect(loading.position()).toBe(0);
    loading.ask(7.4);
    expect(loading.position()).toBe(7);
    loading.ask(99);
    expect(loading.position()).toBe(34);
  });

  it('fetches the requested checkpoint alone, then its neighbours in the direction of travel, two at a time', async () => {
    const loading = loader();
    loading.ask(10);
    expect(underWay()).toEqual([10]);
    await load(10).arrive();
    expect(underWay()).toEqual([10, 9, 8]);
    await load(9).arrive();
    expect(underWay()).toEqual([10, 9, 8, 7]);
    loading.ask(11);
    await load(11).arrive();
    expect(loads.slice(-2).map(({ index }) => index)).toEqual([12, 13]);
  });

  it('goes on as before when the same position is asked for again', async () => {
    const loading = loader();
    loading.ask(5);
    loading.ask(10);
    loading.ask(10);
    expect(loads.filter(({ index }) => index === 10).length).toBe(1);
    await load(10).arrive();
    // Still forwards.
    expect(loads.slice(-2).map(({ index }) => index)).toEqual([11, 12]);
  });

  it('keeps the problem with the position when another checkpoint arrives', async () => {
    const loading = loader();
    loading.ask(9);
    loading.ask(8);
    await load(8).fail('8.json: gone');
    await load(9).arrive();
    expect(loading.problem()?.message).toBe('Error: 8.json: gone');
    expect(clock.delays).toEqual([1000]);
  });

  it('aborts what is no longer needed when dragged back and forth, and ends at the newest position', async () => {
    const loading = loader();
    const seen: number[] = [];
    for (const index of [30, 20, 10, 0, 10, 20, 30, 15]) {
      loading.ask(index);
      seen.push(loading.loaded().origin.index);
    }
    expect(underWay()).toEqual([15]);
    // Aborted loads may still arrive, but are not shown.
    for (const earlier of loads) {
      if (earlier.index !== 15) await earlier.arrive();
      seen.push(loading.loaded().origin.index);
    }
    await load(15).arrive();
    expect(new Set(seen)).toEqual(new Set([34]));
    expect(loading.loaded().origin.index).toBe(15);
  });

  it('never goes back to an earlier request after showing a later one', async () => {
    const loading = loader();
    loading.ask(10);
    loading.ask(9);
    loading.ask(8);
    // 9 is a neighbour of 8 and continues; 10 is not.
    expect(underWay()).toEqual([9, 8]);
    await load(8).arrive();
    await load(9).arrive();
    expect(loading.loaded().origin.index).toBe(8);
  });

  it('shows earlier requests that arrive while the newest is loading', async () => {
    const loading = loader();
    loading.ask(9);
    loading.ask(8);
    await load(9).arrive();
    expect(loading.loaded().origin.index).toBe(9);
    await load(8).arrive();
    expect(loading.loaded().origin.index).toBe(8);
  });

  it('returns to a decoded checkpoint at once, without loading it', async () => {
    const loading = loader();
    loading.ask(10);
    await load(10).arrive();
    const before = loading.loaded();
    loading.ask(34);
    expect(loading.loaded().origin.index).toBe(34);
    loading.ask(10);
    expect(loading.loaded()).toBe(before);
    expect(loads.filter(({ index }) => index === 10).length).toBe(1);
  });

  it('keeps the old checkpoint when one fails, names it, and retries at growing intervals', async () => {
    const loading = loader();
    loading.ask(3);
    await load(3).fail('3.json: gone');
    expect(loading.loaded().origin.index).toBe(34);
    const problem = {
      kind: 'checkpoint',
      index: 3,
      message: 'Error: 3.json: gone',
      isCorrupt: false,
    };
    expect(loading.problem()).toEqual(jasmine.objectContaining(problem));
    expect([loading.states()[3], clock.delays]).toEqual(['failed', [1000]]);
    clock.elapse();
    expect([loading.states()[3], loads.length]).toEqual(['absent', 2]);
    expect(loading.problem()).toBeDefined();
    await load(3).fail();
    expect(clock.delays).toEqual([2000]);
    clock.elapse();
    await load(3).arrive();
    expect([loading.loaded().origin.index, loading.problem()]).toEqual([3, undefined]);
    // For the neighbours; no retry is planned.
    expect(clock.delays).toEqual([300, 300]);
  });

  it('retries at once on request, and when the position is requested again', async () => {
    const loading = loader();
    loading.ask(3);
    await load(3).fail();
    loading.retry();
    expect([loads.length, clock.delays]).toEqual([2, [300]]);
    await load(3).fail();
    expect(clock.delays).toEqual([1000]);
    loading.ask(3);
    expect([loads.length, clock.delays]).toEqual([3, [300]]);
  });

  it('forgets the problem with a position that is no longer wanted', async () => {
    const loading = loader();
    loading.ask(3);
    await load(3).fail();
    loading.ask(34);
    expect([loading.problem(), loading.loaded().origin.index]).toEqual([undefined, 34]);
    // 33 is behind it and loading; no retry is planned.
    expect(clock.delays).toEqual([300]);
  });

  it('does not retry a failed neighbour until it is requested', async () => {
    const loading = loader();
    loading.ask(10);
    await load(10).arrive();
    await load(9).fail();
    expect([loading.problem(), loading.states()[9]]).toEqual([undefined, 'failed']);
    // 8 and 7 continue.
    expect(clock.delays).toEqual([300, 300]);
    await load(8).arrive();
    expect(loads.filter(({ index }) => index === 9).length).toBe(1);
    loading.ask(9);
    expect([loading.states()[9], underWay().at(-1)]).toEqual(['absent', 9]);
  });

  it('counts checkpoints stored on the device as here', () => {
    const loading = loader({ count: 4, stored: [true, false, false, false] });
    const before = loading.states();
    expect(before).toEqual(['here', 'absent', 'absent', 'here']);
    loading.markStored((index) => index === 0);
    // The same list, so that nothing that depends on it is worked out again.
    expect(loading.states()).toBe(before);
    loading.markStored((index) => index === 1);
    expect(loading.states()).toEqual(['here', 'here', 'absent', 'here']);
  });

  it('keeps few checkpoints of a very large network, and fetches none ahead', async () => {
    // 784 x 2048 and 2048 x 2048 weights are 23 MB: one of them fits.
    const loading = loader({ architecture: [784, 2048, 2048, 10] });
    loading.ask(10);
    await load(10).arrive();
    expect(loads.length).toBe(1);
    expect([loading.states()[10], loading.states()[34]]).toEqual(['here', 'absent']);
    loading.ask(34);
    expect(loading.loaded().origin.index).toBe(10);
  });

  it('stops all loads, and plans no more, when another export replaces this one', async () => {
    const waiting = loader();
    waiting.ask(3);
    await load(3).fail();
    waiting.stop();
    expect(clock.delays).toEqual([]);
    const loading = loader();
    loading.ask(3);
    await load(3).fail();
    clock.elapse();
    loading.stop();
    expect([underWay(), clock.delays]).toEqual([[3, 3], []]);
    expect(load(3).signal.aborted).toBeTrue();
  });
});
