import { generatedImages } from '../../testing/generated-images.ts';
import {
  checkpointsOf,
  counting,
  eventsOf,
  hashOf,
  next,
  RUN_IMAGES,
  RUN_RECIPE,
  startRun,
} from '../../testing/runs.ts';
import type { BackendFactory } from '../learning-backend.ts';
import { wasmBackend } from '../wasm/wasm-backend.ts';
import { recipeRun } from './recipe-run.ts';
import { trainingRun, type TrainingRunOptions } from './training-run.ts';

describe('trainingRun', () => {
  it('keeps the weights at exact image counts, from random to 50 passes', async () => {
    const checkpoints = await checkpointsOf(await startRun());
    // 600 images: a hundredth of MNIST, so 50 images become 1 (0.5 rounded), 28.5k become 285.
    expect(checkpoints.map(({ milestone }) => milestone.id).slice(0, 4)).toEqual([
      'initial',
      'approx_1',
      'approx_3',
      'approx_5',
    ]);
    for (const { imagesSeen, milestone } of checkpoints) {
      expect(imagesSeen).toBe(milestone.targetImages);
    }
    expect(checkpoints.at(-1)?.imagesSeen).toBe(30_000);
    const [initial, ...later] = checkpoints;
    expect(initial?.averageTrainingLoss).toBeUndefined();
    expect(later.every(({ averageTrainingLoss }) => averageTrainingLoss !== undefined)).toBeTrue();
    expect(later.at(-1)?.averageTrainingLoss).toBeLessThan(0.01);
    const hashes = checkpoints.map(({ weights }) => hashOf(weights));
    expect(new Set(hashes).size).toBe(checkpoints.length);
  });

  it('gives these bytes: shuffling, batches, schedule and auxiliary images are all in them', async () => {
    const run = await recipeRun(
      {
        ...RUN_RECIPE,
        auxiliary: {
          drawn: { share: 0.1, count: 300 },
          outliers: { share: 0.2, weight: 0.5, count: 400 },
        },
      },
      RUN_IMAGES,
      {
        stopAfter: '2x',
        makers: {
          drawn: ({ seed, from, to }) =>
            Promise.resolve(generatedImages(to - from, { seed: seed + from })),
          outliers: ({ seed, from, to }) => {
            const { pixels, labels } = generatedImages(to - from, { seed: seed + from });
            return Promise.resolve({ pixels, labels: labels.fill(255) });
          },
        },
      },
    );
    const hashes = new Map(
      (await checkpointsOf(trainingRun({ ...run, backend: wasmBackend }))).map(
        ({ milestone, weights }) => [milestone.id, hashOf(weights)],
      ),
    );
    expect(hashes.get('initial')).toBe(
      'ac82af04acaee45e4e9ffe72f1babca1f83e5fdaed084f74ddcb63ad3360171c',
    );
    expect(hashes.get('dataset_1x')).toBe(
      'b541606eee7c66be495878119e7039d3fc371c2c4b879dc21be4b1b19889ffb1',
    );
    expect(hashes.get('dataset_2x')).toBe(
      '1705612eb771c6865ff19736053ba1d6202bcad4213cf11fbf9bb4dd1a023a9a',
    );
  });

  it('stops after a checkpoint without changing what came before', async () => {
    const hashesOf = async (stopAfter?: string): Promise<string[]> =>
      (await checkpointsOf(await startRun(stopAfter === undefined ? {} : { stopAfter }))).map(
        ({ weights }) => hashOf(weights),
      );
    const whole = await hashesOf();
    const cut = await hashesOf('1.5x');
    expect(cut.length).toBeLessThan(whole.length);
    expect(cut).toEqual(whole.slice(0, cut.length));
  });

  it('takes the average loss over the images of the pass', async () => {
    const checkpoints = await checkpointsOf(await startRun({ backend: counting, stopAfter: '2x' }));
    const lossAt = (id: string): number | undefined =>
      checkpoints.find(({ milestone }) => milestone.id === id)?.averageTrainingLoss;
    // Batches of the first pass end at 1, 3, 5, 10, 20, 35, 58, 87, 130, 195, 285 and 400 images and at whole
    // 32 in between; the loss of each image is its step's number.
    const sizes = [1, 2, 2, 5, 10, 15, 23, 29, 32, 11, 32, 32, 1, 32, 32, 26, 32, 32, 32, 19];
    const firstPass = [...sizes, 32, 32, 32, 32, 32, 32, 8];
    const mean = (steps: readonly number[], before: number): number =>
      steps.reduce((sum, size, index) => sum + size * (before + index + 1), 0) / 600;
    expect(lossAt('dataset_1x')).toBeCloseTo(mean(firstPass, 0), 10);
    // The second pass has a checkpoint at 800 and 900 images only.
    const secondPass = [
      32,
      32,
      32,
      32,
      32,
      32,
      8,
      32,
      32,
      32,
      4,
      ...new Array<number>(9).fill(32),
      12,
    ];
    expect(lossAt('dataset_2x')).toBeCloseTo(mean(secondPass, firstPass.length), 10);
  });

  it('gives the same losses to the last bit however often it reports progress', async () => {
    const lossesWith = async (msPerLook: number): Promise<unknown[]> => {
      let time = 0;
      const now = (): number => (time += msPerLook);
      const checkpoints = await checkpointsOf(await startRun({ stopAfter: '3x', now }));
      return checkpoints.map(({ averageTrainingLoss }) => averageTrainingLoss);
    };
    expect(await lossesWith(1000)).toEqual(await lossesWith(0));
  });

  it('reports progress by the clock it is given', async () => {
    let time = 0;
    const run = await startRun({ stopAfter: '1x', now: () => (time += 60) });
    const progress = (await eventsOf(run)).filter((event) => event.kind === 'progress');
    expect(progress.length).toBeGreaterThan(3);
    expect(progress.every(({ totalImages }) => totalImages === 600)).toBeTrue();
    const seen = progress.map(({ imagesSeen }) => imagesSeen);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  it('has the weights at hand whenever it reports progress', async () => {
    let time = 0;
    const events = (await startRun({ now: () => (time += 1000) }))[Symbol.asyncIterator]();
    const hashes: string[] = [];
    for (let count = 0; count < 5; count++) {
      hashes.push(hashOf(await (await next(events, 'progress')).weights()));
    }
    await events.return(undefined);
    expect(new Set(hashes).size).toBe(5);
  });

  it('stops with the reason of its signal', async () => {
    const controller = new AbortController();
    let time = 0;
    const run = await startRun({ signal: controller.signal, now: () => (time += 1000) });
    const reason = new Error('enough');
    const consumed = (async () => {
      for await (const { kind } of run) if (kind === 'progress') controller.abort(reason);
    })();
    await expectAsync(consumed).toBeRejectedWith(reason);
  });

  it('stops while it waits for auxiliary images, for an evaluation at its end, and while it is paused', async () => {
    const never = new Promise<never>(() => undefined);
    const waiting: Partial<TrainingRunOptions>[] = [
      {
        auxiliary: [
          { share: 0.1, count: 10, spread: 1, areDigits: true, seed: 1, make: () => never },
        ],
      },
      { evaluation: () => never },
      {},
    ];
    for (const [index, changes] of waiting.entries()) {
      const controller = new AbortController();
      const run = await startRun({ ...changes, signal: controller.signal, stopAfter: '1x' });
      if (index === 2) run.pause();
      const consumed = eventsOf(run);
      setTimeout(() => {
        controller.abort(new Error('enough'));
      });
      await expectAsync(consumed).withContext(String(index)).toBeRejectedWithError('enough');
    }
  });

  it('closes its backend at the end, when left, when aborted and when a step fails', async () => {
    let open = 0;
    let stepsLeft = Infinity;
    const backend: BackendFactory = async (setup) => {
      const inner = await wasmBackend(setup);
      open += 1;
      return {
        name: inner.name,
        step: (indices, rate) => {
          if (stepsLeft-- <= 0) throw new Error('no more');
          inner.step(indices, rate);
        },
        addImages: (first, images) => {
          inner.addImages(first, images);
        },
        loss: () => inner.loss(),
        takeLoss: () => inner.takeLoss(),
        weights: () => inner.weights(),
        state: () => inner.state(),
        close: () => {
          open -= 1;
          return inner.close();
        },
      };
    };
    const options = { backend, stopAfter: '1x' };
    await eventsOf(await startRun(options));
    expect(open).toBe(0);

    for await (const { kind } of await startRun(options)) if (kind === 'checkpoint') break;
    expect(open).toBe(0);

    const aborted = await startRun({ ...options, signal: AbortSignal.abort(new Error('enough')) });
    await expectAsync(eventsOf(aborted)).toBeRejectedWithError('enough');
    expect(open).toBe(0);

    stepsLeft = 3;
    await expectAsync(eventsOf(await startRun(options))).toBeRejectedWithError('no more');
    expect(open).toBe(0);
  });
});
