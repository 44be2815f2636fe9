import { OPTIMIZERS, optimizerName } from '../../testing/torch-steps.ts';
import { resumedRun, wholeRun } from '../../testing/resumed-runs.ts';
import { eventsOf, next, RUN_IMAGES, RUN_RECIPE, startRun } from '../../testing/runs.ts';
import { referenceBackend } from '../reference/reference-backend.ts';
import { wasmBackend } from '../wasm/wasm-backend.ts';
import type { BackendFactory } from '../learning-backend.ts';
import { recipeRun } from './recipe-run.ts';
import { trainingRun } from './training-run.ts';

describe('a run that goes on from a state', () => {
  for (const optimizer of OPTIMIZERS) {
    it(`gives the bytes of one that was never interrupted: ${optimizerName(optimizer)}`, async () => {
      const whole = await wholeRun(wasmBackend, optimizer);
      // Between checkpoints and at one, at the end of a pass and behind it.
      for (const images of [1, 20, 300, 599, 600, 650]) {
        expect(await resumedRun(wasmBackend, optimizer, images))
          .withContext(`${images} images`)
          .toEqual(whole);
      }
    });
  }

  it('is told to the reference, too', async () => {
    const [optimizer] = OPTIMIZERS;
    if (!optimizer) throw new Error('expected an optimizer');
    // In float32 on the way: not the same bytes, but the same run.
    const whole = await wholeRun(referenceBackend, optimizer);
    const resumed = await resumedRun(referenceBackend, optimizer, 300);
    expect(resumed.length).toBe(whole.length);
    resumed.forEach(([, loss], index) => {
      if (loss !== undefined) expect(loss).toBeCloseTo(whole[index]?.[1] ?? NaN, 4);
    });
  });

  it('has to be one without averaging and augmentation', async () => {
    const run = await startRun();
    run.proceedTo(100);
    const events = run[Symbol.asyncIterator]();
    const state = await (await next(events, 'progress')).state();
    await events.return(undefined);
    const plan = await recipeRun(RUN_RECIPE, RUN_IMAGES);
    const setup = { ...plan.setup, averaging: 0.9 };
    const other = trainingRun({ ...plan, setup, backend: wasmBackend, from: state });
    await expectAsync(eventsOf(other)).toBeRejectedWithError(
      RangeError,
      'state: expected a run without augmentation and averaging, found one with them',
    );
  });
});

describe('a run told how far to go', () => {
  it('stops there, a batch later at most, reports it, and goes on when it may', async () => {
    const run = await startRun({ sliceMs: Infinity, stopAfter: '1x' });
    const events = run[Symbol.asyncIterator]();
    run.proceedTo(100);
    expect((await next(events, 'progress')).imagesSeen).toBe(119);
    expect(run.isPaused).toBeTrue();
    run.proceedTo(130);
    expect((await next(events, 'progress')).imagesSeen).toBe(130);
    run.step();
    expect((await next(events, 'progress')).batchesSeen).toBeGreaterThan(5);
    run.resume();
    for await (const event of run) if (event.kind === 'progress') fail('expected no report');
  });

  it('reports after each slice, with the turn that it was given', async () => {
    let [time, turns] = [0, 0];
    const run = await startRun({
      stopAfter: '1x',
      sliceMs: 8,
      now: () => (time += 3),
      turn: () => {
        turns += 1;
        return Promise.resolve();
      },
    });
    const reports = (await eventsOf(run)).filter(({ kind }) => kind === 'progress');
    expect(reports.length).toBeGreaterThan(5);
    expect(turns).toBe(reports.length);
  });

  it('takes other batches and another decay from the next step on', async () => {
    const steps: (readonly [size: number, rate: number, decay: number | undefined])[] = [];
    const backend: BackendFactory = async (setup) => {
      const inner = await wasmBackend(setup);
      const step = inner.step.bind(inner);
      inner.step = (indices, rate, decay) => {
        steps.push([indices.length, rate, decay]);
        step(indices, rate, decay);
      };
      return inner;
    };
    const run = await startRun({ backend, schedule: () => 0.5, mostBatchSize: 64 });
    run.pause();
    const events = run[Symbol.asyncIterator]();
    const step = async (): Promise<Uint32Array> => {
      run.step();
      return (await next(events, 'progress')).batch;
    };
    for (let count = 0; count < 15; count++) await step();
    steps.splice(0);
    const before = await step();
    run.setBatchSize(64);
    run.setWeightDecay(0.1);
    run.setLearningRate(0.2);
    const after = await step();
    run.setWeightDecay(undefined);
    await step();
    expect(steps.map(([, rate, decay]) => [rate, decay])).toEqual([
      [0.5, undefined],
      [0.2, 0.1],
      [0.2, undefined],
    ]);
    expect(after.length).toBeGreaterThan(before.length);
    expect(() => {
      run.setBatchSize(65);
    }).toThrowError(RangeError, 'batch size: expected 1 to 64, found 65');
    await events.return(undefined);
  });

  it('decays weights by what it is told, as if the optimizer had said so', async () => {
    const after = async (weightDecay: number | undefined, told: number | undefined) => {
      const { setup } = await recipeRun(RUN_RECIPE, RUN_IMAGES);
      const optimizer = { kind: 'sgd', ...(weightDecay !== undefined && { weightDecay }) } as const;
      const backend = await wasmBackend({ ...setup, optimizer, maxBatchSize: 4 });
      backend.step(Uint32Array.of(0, 1), 0.1, told);
      return backend.weights();
    };
    expect(await after(undefined, 0.5)).toEqual(await after(0.5, undefined));
    expect(await after(0.5, 0)).toEqual(await after(undefined, undefined));
  });
});
