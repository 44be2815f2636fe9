import { checkpointsOf, counting, eventsOf, hashOf, next, startRun } from '../../testing/runs.ts';
import type { BackendFactory } from '../learning-backend.ts';
import type { RunProgress } from './run-event.ts';

describe('a training run with an evaluation', () => {
  it('goes on while checkpoints are measured, and reports them in their order', async () => {
    const waiting: ((accuracy: number) => void)[] = [];
    let isQuick = false;
    let time = 0;
    const run = await startRun({
      stopAfter: '1x',
      evaluation: () =>
        isQuick ? Promise.resolve(0.9) : new Promise((resolve) => waiting.push(resolve)),
      now: () => (time += 1000),
    });
    const events = run[Symbol.asyncIterator]();
    // Nothing is measured, and it learns all the same.
    while ((await next(events, 'progress')).imagesSeen < 600);
    isQuick = true;
    const accuracies = waiting.map((_, index) => index / 100);
    expect(accuracies.length).toBeGreaterThan(5);
    // The later ones are measured first.
    waiting.toReversed().forEach((resolve, index) => {
      resolve(accuracies.at(-1 - index) ?? NaN);
    });
    const checkpoints = await checkpointsOf(run);
    expect(checkpoints.map(({ accuracy }) => accuracy)).toEqual([...accuracies, 0.9]);
    const seen = checkpoints.map(({ imagesSeen }) => imagesSeen);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(600);
  });

  it('gives the bytes that it gives without', async () => {
    const plain = await checkpointsOf(await startRun({ stopAfter: '1.5x' }));
    const measured = await checkpointsOf(
      await startRun({ stopAfter: '1.5x', evaluation: () => Promise.resolve(0.5) }),
    );
    expect(measured.map(({ weights }) => hashOf(weights))).toEqual(
      plain.map(({ weights }) => hashOf(weights)),
    );
    expect(measured.map(({ averageTrainingLoss }) => averageTrainingLoss)).toEqual(
      plain.map(({ averageTrainingLoss }) => averageTrainingLoss),
    );
    expect(plain.some(({ accuracy }) => accuracy !== undefined)).toBeFalse();
  });

  it('fails with it', async () => {
    const run = await startRun({ evaluation: () => Promise.reject(new Error('no glasses')) });
    await expectAsync(eventsOf(run)).toBeRejectedWithError('no glasses');
  });
});

describe('a training run under control', () => {
  it('takes one step at a time, and gives the bytes of a run without a pause', async () => {
    const plain = await checkpointsOf(await startRun({ stopAfter: '1x' }));
    const run = await startRun({ stopAfter: '1x' });
    run.pause();
    expect(run.isPaused).toBeTrue();
    const events = run[Symbol.asyncIterator]();
    const progress: RunProgress[] = [];
    const hashes = [hashOf((await next(events, 'checkpoint')).weights)];
    for (let count = 1; count <= 3; count++) {
      run.step();
      progress.push(await next(events, 'progress'));
    }
    expect(progress.map(({ batchesSeen }) => batchesSeen)).toEqual([1, 2, 3]);
    // The first batches end at the checkpoints at 1, 3 and 5 images.
    expect(progress.map(({ imagesSeen }) => imagesSeen)).toEqual([1, 3, 5]);
    run.resume();
    expect(run.isPaused).toBeFalse();
    for await (const event of run) {
      if (event.kind === 'checkpoint') hashes.push(hashOf(event.weights));
    }
    const expected = plain.map(({ weights }) => hashOf(weights));
    // Two checkpoints were passed over on the way to a report of progress.
    expect(hashes.at(-1)).toBe(expected.at(-1) ?? '');
    expect(expected).toEqual(jasmine.arrayContaining(hashes));
  });

  it('reports where it holds when it is paused while a checkpoint is reported', async () => {
    // No time passes: nothing is reported by the clock.
    const run = await startRun({ now: () => 0 });
    const events = run[Symbol.asyncIterator]();
    await next(events, 'checkpoint');
    expect((await next(events, 'checkpoint')).imagesSeen).toBe(1);
    expect((await next(events, 'checkpoint')).imagesSeen).toBe(3);
    run.pause();
    const held = await next(events, 'progress');
    expect([held.imagesSeen, held.batchesSeen, held.batch.length]).toEqual([3, 2, 2]);
    // Once is enough.
    run.step();
    const after = await next(events, 'progress');
    expect([after.imagesSeen, after.batchesSeen]).toEqual([5, 3]);
    await events.return(undefined);
  });

  it('does nothing while it is paused', async () => {
    let time = 0;
    const run = await startRun({ now: () => (time += 1000) });
    const events = run[Symbol.asyncIterator]();
    const { imagesSeen } = await next(events, 'progress');
    run.pause();
    let isThere = false;
    const later = next(events, 'progress').then((event) => {
      isThere = true;
      return event;
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(isThere).toBeFalse();
    run.step();
    expect((await later).imagesSeen).toBeGreaterThan(imagesSeen);
    await events.return(undefined);
  });

  it('uses another rate from the next step on, until it is given back to the schedule', async () => {
    const rates: number[] = [];
    const backend: BackendFactory = async (setup) => {
      const inner = await counting(setup);
      return {
        ...inner,
        step: (indices, rate) => {
          rates.push(rate);
          inner.step(indices, rate);
        },
      };
    };
    const run = await startRun({ backend, schedule: (step) => step + 1 });
    run.pause();
    const events = run[Symbol.asyncIterator]();
    const step = async (): Promise<number> => {
      run.step();
      return (await next(events, 'progress')).learningRate;
    };
    expect(await step()).toBe(1);
    run.setLearningRate(0.5);
    expect(await step()).toBe(0.5);
    expect(await step()).toBe(0.5);
    run.setLearningRate(undefined);
    expect(await step()).toBe(4);
    expect(rates).toEqual([1, 0.5, 0.5, 4]);
    await events.return(undefined);
  });
});
