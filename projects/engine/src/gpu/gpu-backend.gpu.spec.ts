import { type NetworkWeights, Random } from '#model';
import { differenceOf } from '../../testing/difference.ts';
import { GPU_MS, gpuSetup, specGpu, withGpuBackend } from '../../testing/gpu.ts';
import { expectSameCurve, smallRun } from '../../testing/small-run.ts';
import { wholeSetup } from '../../testing/whole-learning.ts';
import type { BackendFactory, LearningBackend, LearningSetup } from '../learning-backend.ts';
import { referenceBackend } from '../reference/reference-backend.ts';
import { wasmBackend } from '../wasm/wasm-backend.ts';
import { GpuBackend, gpuBackend, type GpuBackendOptions } from './gpu-backend.ts';
import { GpuError } from './gpu-error.ts';

const SIZES = [40, 1, 17, 32, 40];

function takeSteps(backend: LearningBackend, { trainingSet }: LearningSetup): void {
  const random = Random.fromSeed(5);
  for (const size of SIZES) {
    const take = () => random.nextBelow(trainingSet.labels.length);
    backend.step(Uint32Array.from({ length: size }, take), 0.01);
  }
}

async function learn(
  factory: BackendFactory,
  setup: LearningSetup,
): Promise<{ weights: NetworkWeights; loss: number }> {
  const backend = await factory(setup);
  try {
    takeSteps(backend, setup);
    return { weights: await backend.weights(), loss: await backend.takeLoss() };
  } finally {
    await backend.close();
  }
}

/** Learns some steps twice, with a new backend in between if it is to go on from a state. */
async function learnTwice(
  first: BackendFactory,
  second: BackendFactory,
  setup: LearningSetup,
  isResumed: boolean,
): Promise<{ weights: NetworkWeights; loss: number }> {
  let backend = await first(setup);
  try {
    takeSteps(backend, setup);
    if (isResumed) {
      const from = structuredClone(await backend.state());
      await backend.close();
      backend = await second({ ...setup, from });
    }
    takeSteps(backend, setup);
    return { weights: await backend.weights(), loss: await backend.loss() };
  } finally {
    await backend.close();
  }
}

const onGpu = (options: GpuBackendOptions = {}): BackendFactory =>
  gpuBackend(specGpu(), { allowSoftware: true, ...options });

function largestDifference(found: NetworkWeights, expected: NetworkWeights): number {
  const parts = expected.flatMap(({ weights, biases }, layer) => [
    differenceOf(found[layer]?.weights ?? [], weights),
    differenceOf(found[layer]?.biases ?? [], biases),
  ]);
  return Math.max(...parts);
}

/** The error that something ends with. */
async function errorOf(action: () => unknown): Promise<unknown> {
  try {
    await action();
  } catch (error) {
    return error;
  }
  throw new Error('expected an error, found none');
}

describe('gpuBackend', () => {
  for (const [architecture, imageTile] of [
    [[40, 36, 9, 8, 7, 6, 5, 4], 1],
    [[40, 36, 9, 8, 7, 6, 5, 4], 4],
    [[17, 10], 2],
    [[5, 1, 2], 4],
  ] as const) {
    it(
      `learns what the reference learns, for ${architecture.join('-')}, ${imageTile} at a time`,
      async () => {
        const setup = gpuSetup(architecture, { outlierWeight: 0.7 });
        const [found, expected] = [
          await learn(onGpu({ profile: { imageTile } }), setup),
          await learn(referenceBackend, setup),
        ];
        expect(largestDifference(found.weights, expected.weights)).toBeLessThan(1e-3);
        expect(Math.abs(found.loss - expected.loss)).toBeLessThan(1e-4 * expected.loss);
      },
      GPU_MS,
    );
  }

  it(
    'learns as much with the many threads of a real GPU',
    async () => {
      const setup = gpuSetup([64, 300, 12, 10], { averaging: 0.9 });
      const [many, few] = [
        await learn(onGpu({ profile: { threads: 256 } }), setup),
        await learn(onGpu({ profile: { threads: 16 } }), setup),
      ];
      expect(largestDifference(many.weights, few.weights)).toBeLessThan(1e-3);
      expect(Math.abs(many.loss - few.loss)).toBeLessThan(1e-4 * few.loss);
    },
    GPU_MS,
  );

  it(
    'learns exactly the same with and without subgroups, of blank images too',
    async () => {
      const setup = gpuSetup([81, 20, 10]);
      setup.trainingSet.pixels.fill(0, 0, 30 * 81);
      for (const threads of [16, 256]) {
        const [withThem, without] = [
          await learn(onGpu({ profile: { threads, subgroups: true } }), setup),
          await learn(onGpu({ profile: { threads, subgroups: false } }), setup),
        ];
        expect(withThem).toEqual(without);
      }
    },
    GPU_MS,
  );

  it(
    'learns what the CPU learns of all that a recipe can ask for, and the same in every run',
    async () => {
      const setup = wholeSetup();
      const first = await learn(onGpu(), setup);
      const second = await learn(onGpu(), setup);
      expect(second).toEqual(first);
      const expected = await learn(wasmBackend, setup);
      expect(Math.abs(first.loss - expected.loss)).toBeLessThan(0.01 * expected.loss);
      const { augmentation } = setup;
      const other = augmentation && { ...augmentation, seed: 9 };
      const differs = await learn(onGpu(), { ...setup, ...(other && { augmentation: other }) });
      expect(differs.loss).not.toBe(first.loss);
    },
    GPU_MS,
  );

  it(
    'has the CPU’s learning curve, and the same weights at the end of every run',
    async () => {
      const run = await smallRun(onGpu());
      expectSameCurve(run, await smallRun(wasmBackend));
      expect((await smallRun(onGpu())).hash).toBe(run.hash);
    },
    GPU_MS,
  );

  it(
    'goes on from a state as if it was its own, and the CPU goes on from a GPU’s',
    async () => {
      const setup = gpuSetup([40, 36, 10], { maxBatchSize: 40 });
      const whole = await learnTwice(onGpu(), onGpu(), setup, false);
      const resumed = await learnTwice(onGpu(), onGpu(), setup, true);
      expect(resumed.weights).toEqual(whole.weights);
      expect(resumed.loss).toBe(whole.loss);
      const onCpu = await learnTwice(onGpu(), wasmBackend, setup, true);
      expect(largestDifference(onCpu.weights, whole.weights)).toBeLessThan(2e-4);
      expect(onCpu.loss / whole.loss).toBeCloseTo(1, 4);
    },
    GPU_MS,
  );

  it(
    'says when there is enough to do, and when no more',
    async () => {
      const setup = gpuSetup([17, 10], { maxBatchSize: 8 });
      await withGpuBackend(setup, async (backend) => {
        expect(backend.busy).toBeUndefined();
        const steps = 3 * backend.plan.stepsAtOnce;
        for (let step = 0; step < steps; step++) backend.step(Uint32Array.of(step % 9), 0.01);
        expect(backend.busy).toBeDefined();
        await backend.busy;
        await backend.takeLoss();
        expect(backend.busy).toBeUndefined();
      });
    },
    GPU_MS,
  );

  it(
    'counts launches, and times kernels where the adapter can',
    async () => {
      const setup = gpuSetup([17, 6, 10]);
      const options = { timesKernels: true };
      await withGpuBackend(
        setup,
        async (backend) => {
          takeSteps(backend, setup);
          const times = await backend.kernelTimes();
          const launches = [...times].map(([name, time]) => [name, time.launches]);
          expect(Object.fromEntries(launches)).toEqual({
            learnImages: SIZES.length,
            updateWeights: SIZES.length,
            sumLosses: 1,
          });
          for (const { milliseconds } of times.values()) {
            expect(milliseconds).toBeGreaterThanOrEqual(0);
          }
        },
        options,
      );
    },
    GPU_MS,
  );

  it(
    'refuses batches that do not fit, and goes on',
    async () => {
      await withGpuBackend(gpuSetup([17, 10]), async (backend) => {
        const before = await backend.weights();
        const step = (indices: number[]) => () => {
          backend.step(Uint32Array.from(indices), 0.01);
        };
        expect(step([])).toThrowError(RangeError, 'batch: expected 1 to 40 images, found 0');
        expect(step(new Array<number>(41).fill(0))).toThrowError(RangeError, /found 41/);
        expect(step([100])).toThrowError(
          RangeError,
          'batch: expected positions below 100, found 100',
        );
        expect(await backend.weights()).toEqual(before);
      });
    },
    GPU_MS,
  );

  it(
    'says so when the device is lost in the middle of a run, at every step and read',
    async () => {
      let device: GPUDevice | undefined;
      const backend = await GpuBackend.start(
        specGpu(),
        { allowSoftware: true, onDevice: (opened) => (device = opened) },
        gpuSetup([17, 10]),
      );
      backend.step(Uint32Array.of(1, 2, 3), 0.01);
      device?.destroy();
      const errors = [
        await errorOf(() => backend.takeLoss()),
        await errorOf(() => {
          backend.step(Uint32Array.of(1), 0.01);
        }),
        await errorOf(() => backend.weights()),
      ];
      for (const error of errors) {
        expect(error).toBeInstanceOf(GpuError);
        expect((error as GpuError).problem).toBe('lost');
        expect((error as GpuError).message).toMatch(/^GPU: the device was lost/);
      }
      await backend.close();
    },
    GPU_MS,
  );

  it(
    'takes no step when closed',
    async () => {
      const backend = await onGpu()(gpuSetup([5, 2]));
      await backend.close();
      expect(() => {
        backend.step(Uint32Array.of(1), 0.01);
      }).toThrowError(GpuError, 'GPU: expected to be open, found closed');
      expect(await errorOf(() => backend.weights())).toBeInstanceOf(GpuError);
      await backend.close();
    },
    GPU_MS,
  );

  it('refuses a setup that does not fit together, before it asks for a GPU', async () => {
    const setup = gpuSetup([5, 2]);
    await expectAsync(
      gpuBackend(undefined)({ ...setup, initialWeights: [] }),
    ).toBeRejectedWithError(
      RangeError,
      'layer dense_0: expected 2x5 weights and 2 biases, found 0 and 0',
    );
    await expectAsync(gpuBackend(undefined)({ ...setup, maxBatchSize: 0 })).toBeRejectedWithError(
      RangeError,
      /maxBatchSize/,
    );
  });
});
