import { perceptronSpec, sha256Hex, type NetworkWeights, NO_DIGIT, Random } from '#model';
import { generatedImages } from '../../testing/generated-images.ts';
import { learnWhole, WHOLE_LEARNING } from '../../testing/whole-learning.ts';
import { initialWeights } from '../run/initial-weights.ts';
import {
  type BackendFactory,
  type LearningBackend,
  type LearningSetup,
} from '../learning-backend.ts';
import { referenceBackend } from '../reference/reference-backend.ts';
import { averagingShare } from '../optimizer.ts';
import { loadKernels } from './kernels.ts';
import { placeScratch, StepWorker } from './learning-step.ts';
import { MemoryPlan } from './memory-plan.ts';
import { placeLearning, prepareNetwork, wasmBackend, WasmBackend } from './wasm-backend.ts';

const optimizer = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;
const IMAGES = 200;

async function startWith(
  factory: BackendFactory,
  architecture: number[],
  options: Partial<LearningSetup> = {},
): Promise<LearningBackend> {
  const spec = perceptronSpec(architecture);
  const [inputs = 0, classes = 0] = [architecture[0], architecture.at(-1)];
  const trainingSet = generatedImages(IMAGES, { inputs, classes });
  return factory({
    spec,
    initialWeights: initialWeights(spec, 11),
    trainingSet,
    maxBatchSize: 48,
    optimizer,
    ...options,
  });
}

/** A backend whose memory can be looked into, and steps on the first image. */
async function startWithMoments(setup: LearningSetup) {
  const plan = new MemoryPlan();
  const layout = placeLearning(plan, setup);
  const scratch = placeScratch(plan, layout);
  const instance = await loadKernels(plan.byteLength);
  const network = prepareNetwork(instance, plan, layout, setup);
  const worker = new StepWorker(instance.kernels, layout.step, scratch);
  const backend = new WasmBackend(network, layout.step, setup, {
    run: (size) => {
      worker.takeStep(size);
    },
    close: () => Promise.resolve(),
  });
  /** Of weights, then of biases, layer by layer, the first moments before the second. */
  const moments = (): Float32Array[] =>
    layout.layers.flatMap(({ record, spec, width }) =>
      (['weightFirst', 'weightSecond', 'biasFirst', 'biasSecond'] as const).map((field) => {
        const length = field.startsWith('weight') ? spec.inputs * width : width;
        return network.views.f32(network.views.readField('Layer', record, field), length);
      }),
    );
  const run = (steps: number): void => {
    for (let step = 0; step < steps; step++) backend.step(Uint32Array.of(0), 0.01);
  };
  return { backend, moments, run };
}

function takeSteps(backend: LearningBackend, sizes: number[]): void {
  const random = Random.fromSeed(5);
  for (const size of sizes) {
    backend.step(
      Uint32Array.from({ length: size }, () => random.nextBelow(IMAGES)),
      0.01,
    );
  }
}

function largestDifference(a: NetworkWeights, b: NetworkWeights): number {
  const flat = (weights: NetworkWeights): number[] =>
    weights.flatMap((layer) => [...layer.weights, ...layer.biases]);
  const other = flat(b);
  return Math.max(...flat(a).map((value, i) => Math.abs(value - (other[i] ?? NaN))));
}

function hashOf(weights: NetworkWeights): string {
  const values = weights.flatMap((layer) => [...layer.weights, ...layer.biases]);
  return sha256Hex(new Uint8Array(Float32Array.from(values).buffer));
}

describe('wasmBackend', () => {
  const architectures = [
    [64, 32, 16, 10],
    [64, 10],
    [33, 7, 5, 3],
    [17, 130, 10],
    [5, 1, 2],
    [40, 36, 9, 8, 7, 6, 5, 4],
  ];
  for (const architecture of architectures) {
    it(`learns what the reference learns, within 2e-4, for ${architecture.join('-')}`, async () => {
      const [wasm, reference] = [
        await startWith(wasmBackend, architecture),
        await startWith(referenceBackend, architecture),
      ];
      expect(await wasm.weights()).toEqual(await reference.weights());
      const sizes = [48, 1, 17, 32, 48];
      takeSteps(wasm, sizes);
      takeSteps(reference, sizes);
      const difference = largestDifference(await wasm.weights(), await reference.weights());
      expect(difference).toBeLessThan(2e-4);
      const [loss, expected] = [await wasm.takeLoss(), await reference.takeLoss()];
      expect(Math.abs(loss - expected)).toBeLessThan(1e-3 * expected);
    });
  }

  it('learns from drawings of no digit what the reference learns', async () => {
    const { pixels, labels } = generatedImages(IMAGES);
    const trainingSet = { pixels, labels: labels.map((label, i) => (i % 3 ? label : NO_DIGIT)) };
    const start = (factory: BackendFactory): Promise<LearningBackend> =>
      startWith(factory, [64, 16, 10], { trainingSet, outlierWeight: 0.7 });
    const [wasm, reference] = [await start(wasmBackend), await start(referenceBackend)];
    takeSteps(wasm, [48, 7, 48]);
    takeSteps(reference, [48, 7, 48]);
    expect(largestDifference(await wasm.weights(), await reference.weights())).toBeLessThan(2e-4);
    const [loss, expected] = [await wasm.takeLoss(), await reference.takeLoss()];
    expect(Math.abs(loss - expected)).toBeLessThan(1e-3 * expected);
    // Only digits have a loss to report: about two thirds of 103 images at ln 10 each.
    expect(loss).toBeLessThan(103 * 0.75 * Math.log(10));
  });

  it('keeps a moving average of the weights, without learning otherwise', async () => {
    const architecture = [64, 9, 10];
    const averaging = await startWith(wasmBackend, architecture, { averaging: 0.5 });
    const plain = await startWith(wasmBackend, architecture);
    const expected = (await plain.weights()).map(({ weights }) => Float64Array.from(weights));
    for (let step = 1; step <= 20; step++) {
      takeSteps(averaging, [32]);
      takeSteps(plain, [32]);
      const share = averagingShare(0.5, step);
      (await plain.weights()).forEach(({ weights }, layer) => {
        const average = expected[layer];
        weights.forEach((weight, i) => {
          if (average) average[i] = (average[i] ?? 0) + share * (weight - (average[i] ?? 0));
        });
      });
    }
    const found = await averaging.weights();
    found.forEach(({ weights }, layer) => {
      const difference = weights.reduce(
        (most, weight, i) => Math.max(most, Math.abs(weight - (expected[layer]?.[i] ?? NaN))),
        0,
      );
      expect(difference).toBeLessThan(1e-5);
    });
    expect(largestDifference(found, await plain.weights())).toBeGreaterThan(1e-3);
  });

  it('gives the same bytes in every run and on every machine', async () => {
    const backend = await startWith(wasmBackend, [64, 32, 16, 10]);
    takeSteps(backend, [48, 50 - 48, 48, 48, 31, 48]);
    const again = await startWith(wasmBackend, [64, 32, 16, 10]);
    takeSteps(again, [48, 50 - 48, 48, 48, 31, 48]);
    expect(await backend.weights()).toEqual(await again.weights());
    expect(hashOf(await backend.weights())).toBe(
      'd14533314a1432f6890f382d339b2dc69af65c5c68ee48583382c2fe28a0a6aa',
    );
  });

  it('gives the same bytes with all that a recipe can ask for', async () => {
    expect(await learnWhole(wasmBackend)).toBe(WHOLE_LEARNING);
  });

  it('leaves no denormals behind where an input stays blank after it had ink', async () => {
    const spec = perceptronSpec([16, 8, 3], { mean: 0, std: 1 });
    // The second image has ink, in all pixels, the first has none.
    const pixels = new Uint8Array(32).fill(255, 16);
    const { backend, moments, run } = await startWithMoments({
      ...{ spec, initialWeights: initialWeights(spec, 1), maxBatchSize: 1 },
      trainingSet: { pixels, labels: Uint8Array.of(0, 1) },
      // Both moments fade within some thousand steps, each at its pace.
      optimizer: { kind: 'adam', beta1: 0.9, beta2: 0.97, epsilon: 1e-8 },
    });
    backend.step(Uint32Array.of(1), 0.01);
    const [inked] = moments();
    expect(inked?.some((moment) => moment !== 0)).toBeTrue();
    run(4000);
    const all = moments().flatMap((values) => [...values]);
    expect(all.length).toBe(2 * (16 * 8 + 8 * 4 + 8 + 4));
    const denormal = all.filter((moment) => moment !== 0 && Math.abs(moment) < 2 ** -126);
    expect(denormal).toEqual([]);
    // The blank inputs' own are gone, and those of what still learns are there.
    expect(moments()[0]?.every((moment) => moment === 0)).toBeTrue();
    expect(all.some((moment) => moment !== 0)).toBeTrue();
  });

  it('refuses batches that do not fit', async () => {
    const backend = await startWith(wasmBackend, [64, 10]);
    const before = await backend.weights();
    const step = (indices: number[]) => () => {
      backend.step(Uint32Array.from(indices), 0.01);
    };
    expect(step([])).toThrowError(RangeError, 'batch: expected 1 to 48 images, found 0');
    expect(step(new Array<number>(49).fill(0))).toThrowError(RangeError, /found 49/);
    expect(step([0, IMAGES])).toThrowError(
      RangeError,
      'batch: expected positions below 200, found 200',
    );
    expect(await backend.weights()).toEqual(before);
  });

  it('refuses a setup that does not fit together', async () => {
    const spec = perceptronSpec([4, 3]);
    const setup = {
      spec,
      initialWeights: initialWeights(spec, 1),
      trainingSet: { pixels: new Uint8Array(8), labels: Uint8Array.of(0, 2) },
      maxBatchSize: 2,
      optimizer,
    };
    await expectAsync(wasmBackend(setup)).toBeResolved();
    const pixels = new Uint8Array(7);
    await expectAsync(
      Promise.resolve().then(() =>
        wasmBackend({ ...setup, trainingSet: { ...setup.trainingSet, pixels } }),
      ),
    ).toBeRejectedWithError(RangeError, /expected 4 pixels for each label.*found 7 pixels/);
    const labels = Uint8Array.of(0, 3);
    await expectAsync(
      wasmBackend({ ...setup, trainingSet: { ...setup.trainingSet, labels } }),
    ).toBeRejectedWithError(RangeError, 'training set: expected labels below 3, found 3');
  });
});
