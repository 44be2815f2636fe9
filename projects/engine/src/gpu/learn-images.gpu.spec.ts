import { GPU_MS, gpuSetup, withGpuBackend } from '../../testing/gpu.ts';
import { differenceOf } from '../../testing/difference.ts';
import type { GpuBackend } from './gpu-backend.ts';
import { LANES } from './gpu-plan.ts';
import { learnImage } from '../reference/learn-image.ts';

/** Largest difference, as a share of the largest value beside it. */
const TOLERANCE = 1e-5;

/** Few threads take several rounds for a layer, many share its sums out. */
const CASES = [
  { architecture: [64, 32, 16, 10], imageTile: 1, threads: 16, subgroups: true },
  { architecture: [64, 32, 16, 10], imageTile: 2, threads: 16, subgroups: false },
  { architecture: [64, 32, 16, 10], imageTile: 4, threads: 256, subgroups: true },
  { architecture: [33, 130, 7, 3], imageTile: 1, threads: 256, subgroups: false },
  { architecture: [33, 130, 7, 3], imageTile: 4, threads: 16, subgroups: true },
  { architecture: [5, 2], imageTile: 2, threads: 16, subgroups: true },
] as const;

describe('learnImages', () => {
  for (const { architecture, ...profile } of CASES) {
    const { imageTile, threads, subgroups } = profile;
    const how = `${imageTile} at a time, ${threads} threads, ${subgroups ? '' : 'no '}subgroups`;
    it(
      `finds activations, deltas and losses of the reference for ${architecture.join('-')}: ${how}`,
      async () => {
        const setup = gpuSetup(architecture, { outlierWeight: 0.7, maxBatchSize: 37 });
        const { spec, initialWeights, trainingSet } = setup;
        // No multiple of two or four, and as many as there is room for.
        const indices = Uint32Array.from({ length: 37 }, (_, image) => (image * 7) % 100);
        const learn = async (backend: GpuBackend) => {
          backend.step(indices, 0.01);
          const { memory } = backend;
          return {
            plan: backend.plan,
            signals: new Float32Array(await backend.read(memory.signals)),
            losses: new Float32Array(await backend.read(memory.losses)),
          };
        };
        const { plan, signals, losses } = await withGpuBackend(setup, learn, { profile });
        const rowOf = (first: number, columns: number, image: number, length: number) => {
          const at = (first + image * columns) * LANES;
          return signals.subarray(at, at + length);
        };
        indices.forEach((index, image) => {
          const [inputs] = architecture;
          const pixels = trainingSet.pixels.subarray(index * inputs, (index + 1) * inputs);
          const label = trainingSet.labels[index] ?? 0;
          const options = { batchSize: indices.length, outlierWeight: 0.7 };
          const expected = learnImage(spec, initialWeights, pixels, label, options);
          plan.layers.forEach(({ activations, deltas, columns, spec: layer }, l) => {
            const delta = rowOf(deltas, columns, image, layer.outputs);
            expect(differenceOf(delta, expected.deltas[l])).toBeLessThan(TOLERANCE);
            const padding = rowOf(deltas, columns, image, columns * LANES).subarray(layer.outputs);
            expect(padding.every((value) => value === 0)).toBeTrue();
            if (layer.activation !== 'relu') return;
            const activation = rowOf(activations, columns, image, layer.outputs);
            expect(differenceOf(activation, expected.inputs[l + 1])).toBeLessThan(TOLERANCE);
          });
          expect(Math.abs((losses[image] ?? NaN) - expected.loss)).toBeLessThan(1e-5);
        });
      },
      GPU_MS,
    );
  }
});
