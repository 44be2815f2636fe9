import { perceptronSpec } from '#model';
import {
  HARDWARE_PROFILE,
  planGpu,
  SOFTWARE_PROFILE,
  TILE,
  type PlannedSetup,
} from './gpu-plan.ts';

const AUGMENTATION = {
  ...{ rotation: 1, shear: 0, scale: 0, anisotropy: 0, shift: 0, elastic: 0 },
  ...{ refitShare: 0, smallest: 20, largest: 20, seed: 1 },
};

/** A hundred images and a network, neither of which anybody computes with. */
const setupOf = (
  architecture: readonly number[],
  options: Partial<PlannedSetup> = {},
): PlannedSetup => ({
  spec: perceptronSpec([...architecture], { mean: 0.25, std: 0.5 }),
  trainingSet: { pixels: new Uint8Array(), labels: new Uint8Array(100) },
  maxBatchSize: 40,
  ...options,
});

describe('planGpu', () => {
  it('gives every layer a place of its own', () => {
    const plan = planGpu(setupOf([33, 7, 3], { maxBatchSize: 10 }));
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

  it('knows the bytes of each buffer', () => {
    const setup = setupOf([33, 7, 3], { maxBatchSize: 10, spareImages: 20 });
    const { bytes } = planGpu({ ...setup, augmentation: AUGMENTATION });
    expect(bytes).toEqual({
      // 120 images of 9 words, a label of one word each; 64 steps of 10 images.
      ...{ pixels: 120 * 36, labels: 120 * 4, augmented: 640 * 36 },
      // 76 vectors of 16 bytes, two moments of each, and 64 vectors of signals.
      ...{ parameters: 76 * 16, moments: 2 * 76 * 16, signals: 64 * 16 },
    });
    const { slots, stepsAtOnce, tiles, maxBatchSize } = planGpu(setup);
    expect([slots, stepsAtOnce, tiles, maxBatchSize]).toEqual([640, 64, 3, 10]);
  });

  it('cuts layers into tiles of 32 rows and 8 vectors', () => {
    const tilesOf = (inputs: number, outputs: number): unknown =>
      planGpu(setupOf([inputs, outputs])).layers[0]?.tiles;
    // The biases are a row.
    expect(tilesOf(31, 32)).toEqual({ first: 0, down: 1, across: 1 });
    expect(tilesOf(32, 33)).toEqual({ first: 0, down: 2, across: 2 });
    const layers = planGpu(setupOf([32, 33, 8])).layers;
    expect(layers[1]?.tiles).toEqual({ first: 4, down: 2, across: 1 });
  });

  it('normalises pixels by a factor and a shift, and keeps averages where there is a decay', () => {
    const plan = planGpu(setupOf([4, 2]));
    expect(plan.pixelScale).toBeCloseTo(2 / 255, 12);
    expect(plan.pixelShift).toBe(-0.5);
    const averages = [undefined, 0, 0.9].map(
      (averaging) =>
        planGpu(setupOf([4, 2], averaging === undefined ? {} : { averaging })).averages,
    );
    expect(averages).toEqual([false, false, true]);
    expect(plan.isAugmented).toBeFalse();
    expect(planGpu(setupOf([4, 2], { augmentation: AUGMENTATION })).isAugmented).toBeTrue();
  });

  it('has as many steps in a submission as work, images and bytes allow, 64 at most, one at least', () => {
    const steps = (work: number, inputs = 4, maxBatchSize = 10) =>
      planGpu(setupOf([inputs, 4], { maxBatchSize }), { ...HARDWARE_PROFILE, work }).stepsAtOnce;
    // Five vectors of four parameters, three products with ten images: 600 multiplications a step.
    expect([599, 6000, 6599, 64 * 600, 65 * 600].map((work) => steps(work))).toEqual([
      1, 10, 10, 64, 64,
    ]);
    // 65,535 images are 15 batches of 4096.
    expect(steps(1e12, 4, 4096)).toBe(15);
    // 64 MiB are 4 batches of 4096 images of 4096 bytes.
    expect(steps(1e12, 4096, 4096)).toBe(4);
  });

  it('submits many steps of a small network together, and few of a large one', () => {
    const steps = (architecture: number[], maxBatchSize: number, profile = HARDWARE_PROFILE) =>
      planGpu(setupOf(architecture, { maxBatchSize }), profile).stepsAtOnce;
    expect(steps([784, 128, 64, 10], 128)).toBe(64);
    expect(steps([784, 128, 64, 10], 128, SOFTWARE_PROFILE)).toBeLessThan(10);
    expect(steps([784, 128, 64, 10], 4096)).toBeLessThan(16);
    expect(steps([784, 2048, 2048, 2048, 10], 4096)).toBe(1);
  });

  it('never augments more images in a submission than a launch can have workgroups', () => {
    const setup = setupOf([784, 4, 10], { maxBatchSize: 4096, augmentation: AUGMENTATION });
    const plan = planGpu(setup);
    expect(plan.slots).toBeLessThanOrEqual(65_535);
    expect(plan.bytes.augmented).toBe(plan.slots * 784);
    expect(plan.bytes.augmented).toBeLessThanOrEqual(64 * 2 ** 20);
  });

  it('takes images together where they share many weights, and batches are large enough', () => {
    const tile = (architecture: number[], maxBatchSize: number, workgroupLimit = 49_152) =>
      planGpu(setupOf(architecture, { maxBatchSize }), { ...HARDWARE_PROFILE, workgroupLimit })
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
      planGpu(setupOf([784, width, width, 10], { maxBatchSize: 128 }), {
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

  it('asks for the workgroup memory of the kernel that needs most', () => {
    const bytes = (architecture: number[], options: Partial<PlannedSetup> = {}) =>
      planGpu(setupOf(architecture, options), SOFTWARE_PROFILE).workgroupBytes;
    // Updating: inputs and deltas of 32 images, 8 vectors of 16 bytes each.
    expect(bytes([4, 4])).toBe(2 * 32 * 8 * 16);
    // Augmenting: an image, a pad of 40 by 40, a field of 6 by 6 displacements, and counters.
    expect(bytes([4, 4], { augmentation: AUGMENTATION })).toBe(
      4 * (28 * 28 + 40 * 40 + 2 * 6 * 6 + 8),
    );
    // Learning: the ink, two layers' signals, five sums and a count of each thread, and counters.
    expect(bytes([784, 2046, 9])).toBe(4 * (784 + 2 * 2048 + 16 * 5 + 16 + 16));
    const tiled = { ...SOFTWARE_PROFILE, imageTile: 4 } as const;
    expect(planGpu(setupOf([783, 2046, 9]), tiled).workgroupBytes).toBe(
      4 * (784 + 4 * 2 * 2048 + 16 * 8 + 16 + 16),
    );
  });

  it('takes threads, subgroups and a given tile from the profile', () => {
    const profile = { ...HARDWARE_PROFILE, threads: 64, subgroups: true, imageTile: 2 } as const;
    const { threads, subgroups, imageTile } = planGpu(setupOf([4, 2]), profile);
    expect([threads, subgroups, imageTile]).toEqual([64, true, 2]);
    expect(planGpu(setupOf([4, 2])).threads).toBe(256);
  });

  it('shares a tile out evenly', () => {
    for (const { threads } of [HARDWARE_PROFILE, SOFTWARE_PROFILE]) {
      expect((TILE.rows * TILE.columns) % threads).toBe(0);
    }
  });
});
