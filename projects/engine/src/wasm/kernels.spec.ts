import { FIRST_FREE_BYTE, loadKernels } from './kernels.ts';
import { AUGMENT_SCRATCH_BYTES } from './learning-step.ts';

describe('elementary functions of the kernels', () => {
  /** Both sides may be off by an ulp of their own. */
  const TOLERANCE = 2 ** -51;

  it('agree with the engine’s own to two ulps', async () => {
    const { kernels } = await loadKernels();
    let worst = 0;
    for (let i = 0; i <= 4000; i++) {
      const x = -40 + i * 0.02;
      const positive = 1e-6 * 1.01 ** i;
      const angle = (Math.PI * i) / 4000;
      worst = Math.max(
        worst,
        Math.abs(kernels.exp(x) / Math.exp(x) - 1),
        Math.abs(kernels.log(positive) - Math.log(positive)) /
          Math.max(1, Math.abs(Math.log(positive))),
        Math.abs(kernels.cos(angle) - Math.cos(angle)),
      );
    }
    expect(worst).toBeLessThanOrEqual(TOLERANCE);
  });

  it('know the values worth knowing', async () => {
    const { kernels } = await loadKernels();
    expect(kernels.exp(0)).toBe(1);
    expect(kernels.exp(-1000)).toBe(0);
    expect(kernels.log(1)).toBe(0);
    expect(kernels.cos(0)).toBe(1);
    expect(kernels.cos(Math.PI)).toBe(-1);
  });
});

describe('memory of the kernels', () => {
  it('is as the engine lays it out', async () => {
    const { kernels } = await loadKernels();
    expect(kernels.heapBase()).toBeLessThanOrEqual(FIRST_FREE_BYTE);
    expect(kernels.augmentScratchBytes()).toBeLessThanOrEqual(AUGMENT_SCRATCH_BYTES);
  });

  it('has to fit into 32 bits', async () => {
    await expectAsync(loadKernels(5 * 2 ** 30)).toBeRejectedWithError(
      RangeError,
      'images and network: expected to need 4 GiB at most, found 5.0',
    );
  });
});
