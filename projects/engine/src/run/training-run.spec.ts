import { sha256Hex, type NetworkWeights } from '#model';
import { generatedImages } from '../../testing/generated-images.ts';
import type { BackendFactory } from '../learning-backend.ts';
import type { Recipe } from './recipe.ts';
import { trainingRun, type RunCheckpoint, type RunEvent } from './training-run.ts';
import { wasmBackend } from '../wasm/wasm-backend.ts';

const recipe: Recipe = {
  hiddenDims: [16],
  batchSize: 32,
  epochs: 50,
  learningRate: 0.01,
  schedule: { kind: 'cosine', warmupSteps: 10, finalFactor: 0 },
  optimizer: { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  seed: 4,
};
const trainingSet = generatedImages(600);
const evaluationSet = generatedImages(100, { seed: 1 });

async function eventsOf(run: AsyncIterable<RunEvent>): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of run) events.push(event);
  return events;
}

function checkpointsOf(events: readonly RunEvent[]): RunCheckpoint[] {
  return events.filter((event) => event.kind === 'checkpoint');
}

function hashesOf(checkpoints: readonly { readonly weights: NetworkWeights }[]): string[] {
  return checkpoints.map(({ weights }) =>
    sha256Hex(new Uint8Array(Float32Array.from(weights.flatMap((l) => [...l.weights])).buffer)),
  );
}

describe('trainingRun', () => {
  it('keeps the weights at exact image counts, from random to 50 passes', async () => {
    const run = trainingRun({ recipe, trainingSet, evaluationSet, backend: wasmBackend });
    const checkpoints = checkpointsOf(await eventsOf(run));
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
    expect(initial?.accuracy).toBeLessThan(0.4);
    expect(later.at(-1)?.accuracy).toBeGreaterThan(0.95);
    expect(new Set(hashesOf(checkpoints)).size).toBe(checkpoints.length);
  });

  it('stops after a checkpoint without changing what came before', async () => {
    const options = { recipe, trainingSet, backend: wasmBackend };
    const whole = checkpointsOf(await eventsOf(trainingRun(options)));
    const cut = checkpointsOf(await eventsOf(trainingRun({ ...options, stopAfter: '1.5x' })));
    expect(cut.at(-1)?.milestone.id).toBe('dataset_1_5x');
    expect(hashesOf(cut)).toEqual(hashesOf(whole.slice(0, cut.length)));
  });

  it('takes the average loss over the images of the pass', async () => {
    // Steps of no size leave the loss of the initial weights, whatever the order of the images.
    const still = { ...recipe, learningRate: 1e-30 };
    const run = trainingRun({ recipe: still, trainingSet, backend: wasmBackend, stopAfter: '2x' });
    const losses = checkpointsOf(await eventsOf(run)).map((one) => [
      one.milestone.id,
      one.averageTrainingLoss,
    ]);
    const lossAt = new Map(losses as [string, number][]);
    expect(lossAt.get('dataset_2x')).toBeCloseTo(lossAt.get('dataset_1x') ?? NaN, 4);
  });

  it('gives the same losses to the last bit however often it reports progress', async () => {
    const lossesWith = async (msPerLook: number): Promise<unknown[]> => {
      let time = 0;
      const now = (): number => (time += msPerLook);
      const options = { recipe, trainingSet, backend: wasmBackend, stopAfter: '3x', now };
      const checkpoints = checkpointsOf(await eventsOf(trainingRun(options)));
      return checkpoints.map(({ averageTrainingLoss }) => averageTrainingLoss);
    };
    expect(await lossesWith(1000)).toEqual(await lossesWith(0));
  });

  it('reports progress by the clock it is given', async () => {
    let time = 0;
    const run = trainingRun({
      recipe,
      trainingSet,
      backend: wasmBackend,
      stopAfter: '1x',
      now: () => (time += 60),
    });
    const progress = (await eventsOf(run)).filter((event) => event.kind === 'progress');
    expect(progress.length).toBeGreaterThan(3);
    expect(progress.every(({ totalImages }) => totalImages === 600)).toBeTrue();
    const seen = progress.map(({ imagesSeen }) => imagesSeen);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  it('stops with the reason of its signal', async () => {
    const controller = new AbortController();
    let time = 0;
    const run = trainingRun({
      recipe,
      trainingSet,
      backend: wasmBackend,
      signal: controller.signal,
      now: () => (time += 1000),
    });
    const reason = new Error('enough');
    const consumed = (async () => {
      for await (const { kind } of run) if (kind === 'progress') controller.abort(reason);
    })();
    await expectAsync(consumed).toBeRejectedWith(reason);
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
        loss: () => inner.loss(),
        takeLoss: () => inner.takeLoss(),
        weights: () => inner.weights(),
        close: () => {
          open -= 1;
          return inner.close();
        },
      };
    };
    const options = { recipe, trainingSet, backend, stopAfter: '1x' };
    await eventsOf(trainingRun(options));
    expect(open).toBe(0);

    for await (const { kind } of trainingRun(options)) if (kind === 'checkpoint') break;
    expect(open).toBe(0);

    const aborted = trainingRun({ ...options, signal: AbortSignal.abort(new Error('enough')) });
    await expectAsync(eventsOf(aborted)).toBeRejectedWithError('enough');
    expect(open).toBe(0);

    stepsLeft = 3;
    await expectAsync(eventsOf(trainingRun(options))).toBeRejectedWithError('no more');
    expect(open).toBe(0);
  });

  it('names the checkpoints there are when asked to stop after another', async () => {
    const run = trainingRun({ recipe, trainingSet, backend: wasmBackend, stopAfter: '7x' });
    await expectAsync(run.next()).toBeRejectedWithError(
      RangeError,
      /^stop after: expected one of initial, .*1x, .*1\.5x.*50x; found 7x$/,
    );
  });

  it('adds a final checkpoint past 50 passes', async () => {
    const longer = { ...recipe, epochs: 52 };
    const run = trainingRun({ recipe: longer, trainingSet, backend: wasmBackend });
    const last = checkpointsOf(await eventsOf(run)).at(-1);
    expect(last?.milestone.id).toBe('dataset_52x');
    expect(last?.imagesSeen).toBe(52 * 600);
  });
});
