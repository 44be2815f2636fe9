import { GPU_MS, gpuSetup, withGpuBackend } from '../../testing/gpu.ts';

describe('sumLosses', () => {
  it(
    'adds up the losses of all images of all steps, and of no other',
    async () => {
      const random = Uint32Array.from({ length: 40 }, (_, image) => (image * 13) % 100);
      await withGpuBackend(gpuSetup([20, 6, 4]), async (backend) => {
        for (const size of [40, 40, 3]) {
          const steps = [size, 40, 17];
          for (const images of steps) backend.step(random.subarray(0, images), 0.01);
          const losses = new Float32Array(await backend.read(backend.memory.losses));
          const images = steps.reduce((sum, one) => sum + one, 0);
          const expected = losses.subarray(0, images).reduce((sum, loss) => sum + loss, 0);
          const found = await backend.takeLoss();
          expect(Math.abs(found - expected)).toBeLessThan(1e-5 * expected);
        }
        expect(await backend.takeLoss()).toBe(0);
      });
    },
    GPU_MS,
  );
});
