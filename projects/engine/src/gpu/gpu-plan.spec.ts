import { gpuSetup } from '../../testing/gpu.ts';
import { HARDWARE_PROFILE, planGpu, SOFTWARE_PROFILE, TILE } from './gpu-plan.ts';

const AUGMENTATION = {
  ...{ rotation: 1, shear: 0, scale: 0, anisotropy: 0, shift: 0, elastic: 0 },
  ...{ refitShare: 0, smallest: 20, largest: 20, seed: 1 },
};

describe('planGpu', () => {
  it('gives every layer a place of its own', () => {
    const plan = planGpu(gpuSetup([33, 7, 3], { maxBatchSize: 10 }));
    const [first, second] = plan.layers;
    // Seven outputs are two vectors, three are one; the biases are one more row.
    expect([first?.columns, second?.columns]).toEqual([2, 1]);
    expect([first?.parameters, second?.parameters]).toEqual([0, 34 * 2]);
    expect(plan.parameters).toBe(34 * 2 + 8);
    // Activations and deltas of ten images.
    expect([first?.activations, first?.deltas, second?.activations, second?.deltas]).toEqual([
      0, 20, 40, 50,
    ]);
    // 34 rows are two tiles of 32.
    expect(first?.tiles).toEqual({ first: 0, down: 2, across: 1 });
    expect(second?.tiles).toEqual({ first: 2, down: 1, across: 1 });
    expect(plan.weightSums).toBe(60);
    expect(plan.signals).toBe(60 + 2 * 2);
    expect(plan.imageWords).toBe(9);
    expect(plan.bytes.pixels).toBe(100 * 9 * 4);
    expect(plan.bytes.augmented).toBe(0);
  });

  it('submits many steps of a small network together, and few of a large one', () => {
    const steps = (architecture: number[], maxBatchSize: number, profile = HARDWARE_PROFILE) =>
      planGpu(gpuSetup(architecture, { maxBatchSize }), profile).stepsAtOnce;
    expect(steps([784, 128, 64, 10], 128)).toBe(64);
    expect(steps([784, 128, 64, 10], 128, SOFTWARE_PROFILE)).toBeLessThan(10);
    expect(steps([784, 128, 64, 10], 4096)).toBeLessThan(16);
    expect(steps([784, 2048, 2048, 2048, 10], 4096)).toBe(1);
  });

  it('never augments more images in a submission than a launch can have workgroups', () => {
    const setup = gpuSetup([784, 4, 10], { maxBatchSize: 4096, augmentation: AUGMENTATION });
    const plan = planGpu(setup);
    expect(plan.slots).toBeLessThanOrEqual(65_535);
    expect(plan.bytes.augmented).toBe(plan.slots * 784);
    expect(plan.bytes.augmented).toBeLessThanOrEqual(64 * 2 ** 20);
  });

  it('takes images together where they share many weights, and batches are large enough', () => {
    const tile = (architecture: number[], maxBatchSize: number, workgroupLimit = 49_152) =>
      planGpu(gpuSetup(architecture, { maxBatchSize }), { ...HARDWARE_PROFILE, workgroupLimit })
        .imageTile;
    expect(tile([784, 128, 64, 10], 4096)).toBe(1);
    // Many weights, but the first layer's, which images do not share.
    expect(tile([784, 2048, 10], 128)).toBe(1);
    expect(tile([784, 512, 512, 512, 10], 128)).toBe(4);
    expect(tile([784, 512, 512, 512, 10], 127)).toBe(2);
    expect(tile([784, 512, 512, 512, 10], 63)).toBe(1);
  });

  it('takes fewer images together rather than more workgroup memory than there is', () => {
    const plan = (workgroupLimit: number, width = 1024) =>
      planGpu(gpuSetup([784, width, width, 10], { maxBatchSize: 128 }), {
        ...HARDWARE_PROFILE,
        workgroupLimit,
      });
    const limits = [16_384, 32_768, 49_152];
    expect(limits.map((limit) => plan(limit).imageTile)).toEqual([1, 2, 4]);
    for (const limit of limits.slice(1)) {
      expect(plan(limit).workgroupBytes).toBeLessThanOrEqual(limit);
    }
    // Too wide for any tile: it asks for what one image takes.
    expect(plan(16_384, 2048).imageTile).toBe(1);
  });

  it('shares a tile out evenly', () => {
    for (const { threads } of [HARDWARE_PROFILE, SOFTWARE_PROFILE]) {
      expect((TILE.rows * TILE.columns) % threads).toBe(0);
    }
  });
});
