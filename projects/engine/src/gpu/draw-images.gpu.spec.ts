import { GPU_MS, gpuSetup, withGpuBackend } from '../../testing/gpu.ts';
import { drawnDigits } from '#drawings';
import type { AugmentationOptions } from '../run/recipe.ts';
import { redrawImages } from '../wasm/augment-images.ts';

const IMAGES = 60;
const TURNED = { rotation: 25, shear: 0.2, scale: 0.15, anisotropy: 0.1, shift: 2 };

/** Images as the GPU draws them at a run's first step, and as the CPU does. */
async function drawBoth(
  augmentation: AugmentationOptions,
): Promise<{ gpu: Uint8Array; cpu: Uint8Array }> {
  const trainingSet = drawnDigits({ seed: 4, from: 0, to: IMAGES });
  const seeded = { ...augmentation, seed: 12 };
  const setup = gpuSetup([784, 10], { trainingSet, maxBatchSize: 50, augmentation: seeded });
  const drawn = await withGpuBackend(setup, async (backend) => {
    // Two steps of one submission: the second's images go on where the first's end.
    backend.step(
      Uint32Array.from({ length: 50 }, (_, image) => image),
      0.01,
    );
    backend.step(
      Uint32Array.from({ length: IMAGES - 50 }, (_, image) => 50 + image),
      0.01,
    );
    return backend.read(backend.memory.drawn);
  });
  const gpu = new Uint8Array(drawn).subarray(0, IMAGES * 784);
  return { gpu, cpu: await redrawImages(trainingSet.pixels, seeded) };
}

/** Mean difference of an image's pixels, 0..255, for each image; the worst last. */
function differences({ gpu, cpu }: { gpu: Uint8Array; cpu: Uint8Array }): number[] {
  return Array.from({ length: IMAGES }, (_, image) => {
    const from = image * 784;
    return (
      gpu
        .subarray(from, from + 784)
        .reduce((sum, ink, i) => sum + Math.abs(ink - (cpu[from + i] ?? NaN)), 0) / 784
    );
  }).sort((a, b) => a - b);
}

describe('drawImages', () => {
  it(
    'draws what the CPU draws, to a rounding of a pixel’s ink',
    async () => {
      const none = { refitShare: 0, smallest: 20, largest: 20 };
      const both = await drawBoth({ ...TURNED, elastic: 1.6, ...none });
      expect(differences(both).at(-1)).toBeLessThan(0.15);
      const most = both.gpu.reduce(
        (m, ink, i) => Math.max(m, Math.abs(ink - (both.cpu[i] ?? NaN))),
        0,
      );
      expect(most).toBeLessThanOrEqual(3);
      expect(both.gpu.some((ink) => ink === 255)).toBeTrue();
    },
    GPU_MS,
  );

  it(
    'fits drawings of other sizes as the CPU does',
    async () => {
      const sizes = { refitShare: 0.8, smallest: 9, largest: 26 };
      const sorted = differences(await drawBoth({ ...TURNED, elastic: 0, ...sizes }));
      // A rounding may move the edge of the ink's box by a pixel, and with it the whole image.
      expect(sorted[Math.floor(IMAGES * 0.9)]).toBeLessThan(0.15);
      expect(sorted.at(-1)).toBeLessThan(6);
    },
    GPU_MS,
  );
});
