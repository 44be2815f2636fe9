import { GPU_MS, gpuSetup, withGpuBackend } from '../../testing/gpu.ts';
import { drawnDigits } from '#drawings';
import type { LabelledImages } from '#model';
import type { AugmentationOptions } from '../run/recipe.ts';
import { augmentImages } from '../wasm/augment-images.ts';

const IMAGES = 60;
const TURNED = { rotation: 25, shear: 0.2, scale: 0.15, anisotropy: 0.1, shift: 2 };

/** Images as the GPU augments them at a run's first step, and as the CPU does. */
async function augmentBoth(
  augmentation: AugmentationOptions,
): Promise<{ gpu: Uint8Array; cpu: Uint8Array }> {
  const trainingSet = drawnDigits({ seed: 4, from: 0, to: IMAGES });
  const seeded = { ...augmentation, seed: 12 };
  const setup = gpuSetup([784, 10], { trainingSet, maxBatchSize: 50, augmentation: seeded });
  const augmented = await withGpuBackend(setup, async (backend) => {
    // Two steps of one submission: the second's images go on where the first's end.
    backend.step(
      Uint32Array.from({ length: 50 }, (_, image) => image),
      0.01,
    );
    backend.step(
      Uint32Array.from({ length: IMAGES - 50 }, (_, image) => 50 + image),
      0.01,
    );
    return backend.read(backend.memory.augmented);
  });
  const gpu = new Uint8Array(augmented).subarray(0, IMAGES * 784);
  return { gpu, cpu: await augmentImages(trainingSet.pixels, seeded) };
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

describe('augmentImages', () => {
  it(
    'gives what the CPU gives, to a rounding of a pixel’s ink',
    async () => {
      const none = { refitShare: 0, smallest: 20, largest: 20 };
      const both = await augmentBoth({ ...TURNED, elastic: 1.6, ...none });
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
      const sorted = differences(await augmentBoth({ ...TURNED, elastic: 0, ...sizes }));
      // A rounding may move the edge of the ink's box by a pixel, and with it the whole image.
      expect(sorted[Math.floor(IMAGES * 0.9)]).toBeLessThan(0.15);
      expect(sorted.at(-1)).toBeLessThan(6);
    },
    GPU_MS,
  );

  it(
    'copies images that came later',
    async () => {
      const all = drawnDigits({ seed: 4, from: 0, to: 12 });
      const part = (from: number, to: number): LabelledImages => ({
        pixels: all.pixels.slice(from * 784, to * 784),
        labels: all.labels.slice(from, to),
      });
      const augmentation = { ...TURNED, elastic: 1, refitShare: 0.5, smallest: 9, largest: 26 };
      const setup = gpuSetup([784, 10], {
        ...{ trainingSet: part(0, 5), spareImages: 7, maxBatchSize: 12 },
        augmentation: { ...augmentation, seed: 12 },
      });
      const augmented = await withGpuBackend(setup, async (backend) => {
        backend.addImages(5, part(5, 12));
        backend.step(
          Uint32Array.from({ length: 12 }, (_, image) => image),
          0.01,
        );
        return new Uint8Array(await backend.read(backend.memory.augmented));
      });
      expect(augmented.slice(5 * 784, 12 * 784)).toEqual(part(5, 12).pixels);
      expect(augmented.slice(0, 5 * 784)).not.toEqual(part(0, 5).pixels);
    },
    GPU_MS,
  );
});
