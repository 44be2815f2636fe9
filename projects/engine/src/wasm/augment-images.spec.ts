import { perceptronSpec, prepareImage } from '#model';
import { loadKernels } from './kernels.ts';
import { checkSetup } from '../learning-backend.ts';
import { AUGMENT_SCRATCH_BYTES } from './learning-step.ts';
import { MemoryPlan } from './memory-plan.ts';
import { MemoryViews } from './memory-views.ts';
import { augmentationRecord } from './network-layout.ts';
import type { AugmentationOptions } from '../run/recipe.ts';

const NONE: AugmentationOptions = {
  rotation: 0,
  shear: 0,
  scale: 0,
  anisotropy: 0,
  shift: 0,
  elastic: 0,
  refitShare: 0,
  smallest: 20,
  largest: 20,
};

/** An L of full ink, 12 high and 8 wide: no turn or mirror image looks like it. */
const letterL = Uint8Array.from({ length: 784 }, (_, index) => {
  const [x, y] = [index % 28, Math.floor(index / 28)];
  const isUpright = x >= 10 && x < 13 && y >= 8 && y < 20;
  const isFoot = x >= 10 && x < 18 && y >= 17 && y < 20;
  return isUpright || isFoot ? 255 : 0;
});

/** Draws an image anew, as so many images of a batch. */
async function drawAnew(
  image: Uint8Array,
  options: Partial<AugmentationOptions>,
  { count = 1, seed = 1, firstImage = 0, parts = [0] } = {},
): Promise<Uint8Array[]> {
  const plan = new MemoryPlan();
  const pixels = plan.take(784);
  const drawn = plan.take(784 * count);
  const indices = plan.take(4 * count);
  const scratch = plan.take(AUGMENT_SCRATCH_BYTES);
  const augmentation = augmentationRecord({ ...NONE, ...options, seed });
  const record = plan.record('Augmentation', { ...augmentation, firstImage });
  const batch = plan.record('Batch', {
    ...{ size: count, pixels, indices, augmented: drawn },
    ...{ scale: 0, labels: 0, losses: 0, outlierWeight: 1 },
  });
  const { kernels, memory } = await loadKernels(plan.byteLength);
  const views = new MemoryViews(memory);
  plan.writeRecords(views);
  views.bytes(pixels, 784).set(image);
  parts.forEach((from, index) => {
    kernels.augment(batch, record, scratch, from, parts[index + 1] ?? count);
  });
  return Array.from({ length: count }, (_, i) => views.bytes(drawn + i * 784, 784).slice());
}

const mass = (image: Uint8Array): number => image.reduce((sum, ink) => sum + ink, 0);
const centre = (image: Uint8Array): { x: number; y: number } => {
  const total = mass(image);
  const along = (of: (index: number) => number): number =>
    image.reduce((sum, ink, index) => sum + ink * (of(index) + 0.5), 0) / total;
  return { x: along((index) => index % 28), y: along((index) => Math.floor(index / 28)) };
};
const areEqual = (a?: Uint8Array, b?: Uint8Array): boolean =>
  a !== undefined && b !== undefined && a.every((ink, index) => ink === b[index]);

describe('augment', () => {
  it('leaves an image as it is when nothing may change', async () => {
    const [drawn] = await drawAnew(letterL, {});
    expect(areEqual(drawn, letterL)).toBeTrue();
  });

  it('shifts within its limits and keeps the ink', async () => {
    const images = await drawAnew(letterL, { shift: 3 }, { count: 200 });
    const start = centre(letterL);
    const shifts = images.map((image) => centre(image).x - start.x);
    expect(Math.max(...shifts)).toBeGreaterThan(2.5);
    expect(Math.max(...shifts)).toBeLessThan(3.05);
    expect(Math.min(...shifts)).toBeLessThan(-2.5);
    expect(Math.abs(shifts.reduce((sum, shift) => sum + shift, 0) / 200)).toBeLessThan(0.4);
    expect(images.every((image) => Math.abs(mass(image) / mass(letterL) - 1) < 0.02)).toBeTrue();
  });

  it('turns around the middle', async () => {
    const [small, large] = [
      await drawAnew(letterL, { rotation: 5 }, { count: 100 }),
      await drawAnew(letterL, { rotation: 90 }, { count: 100 }),
    ];
    const away = (images: Uint8Array[]): number =>
      Math.max(...images.map((image) => centre(image).y)) - centre(letterL).y;
    // The L's mass is 2.1 pixels from the middle: turned by 5 degrees it moves by at most 0.2.
    expect(away(small)).toBeLessThan(0.25);
    expect(away(large)).toBeLessThan(2);
    const leftmost = Math.min(...large.map((image) => centre(image).x));
    const rightmost = Math.max(...large.map((image) => centre(image).x));
    expect(rightmost - leftmost).toBeGreaterThan(2);
    expect(large.every((image) => Math.abs(mass(image) / mass(letterL) - 1) < 0.03)).toBeTrue();
  });

  it('changes the size by its share', async () => {
    const images = await drawAnew(letterL, { scale: 0.2 }, { count: 200 });
    const areas = images.map((image) => mass(image) / mass(letterL));
    expect(Math.max(...areas)).toBeGreaterThan(1.35);
    expect(Math.max(...areas)).toBeLessThan(1.46);
    expect(Math.min(...areas)).toBeGreaterThan(0.62);
    expect(Math.min(...areas)).toBeLessThan(0.7);
  });

  it('bends elastically, without moving far', async () => {
    const images = await drawAnew(letterL, { elastic: 1.5 }, { count: 50 });
    expect(images.some((image) => areEqual(image, images[0]))).toBeTrue();
    expect(new Set(images.map(mass)).size).toBeGreaterThan(40);
    for (const image of images) {
      expect(Math.abs(centre(image).x - centre(letterL).x)).toBeLessThan(1.5);
      expect(Math.abs(mass(image) / mass(letterL) - 1)).toBeLessThan(0.3);
    }
  });

  it('fits what it drew at another size as the app does', async () => {
    const refitted = { refitShare: 1, smallest: 9, largest: 26 };
    const images = await drawAnew(letterL, refitted, { count: 100 });
    const expected = prepareImage(Float32Array.from(letterL, (ink) => ink / 255));
    const expectedMass = expected.reduce((sum, ink) => sum + ink, 0) * 255;
    for (const image of images) {
      expect(centre(image).x).toBeCloseTo(14.5, 0);
      expect(centre(image).y).toBeCloseTo(14.5, 0);
      // A box found in whole pixels at 9 pixels' size is up to a tenth too large.
      expect(Math.abs(mass(image) / expectedMass - 1)).toBeLessThan(0.35);
    }
    const [same] = await drawAnew(letterL, { refitShare: 1 });
    const differences = [...(same ?? [])].map((ink, i) => Math.abs(ink / 255 - (expected[i] ?? 0)));
    expect(differences.reduce((sum, difference) => sum + difference, 0) / 784).toBeLessThan(0.06);
  });

  it('keeps a blank image blank', async () => {
    const wild = { rotation: 90, shift: 3, elastic: 2, refitShare: 0.5 };
    const images = await drawAnew(new Uint8Array(784), wild, { count: 20 });
    expect(images.every((image) => mass(image) === 0)).toBeTrue();
  });

  it('gives each draw of the run its own image, whoever draws it', async () => {
    const wild = { rotation: 20, shear: 0.2, scale: 0.1, shift: 2, elastic: 1, refitShare: 0.5 };
    const whole = await drawAnew(letterL, wild, { count: 12 });
    const shared = await drawAnew(letterL, wild, { count: 12, parts: [0, 5, 6] });
    const later = await drawAnew(letterL, wild, { count: 6, firstImage: 6 });
    whole.forEach((image, index) => {
      expect(areEqual(image, shared[index])).toBeTrue();
      if (index >= 6) expect(areEqual(image, later[index - 6])).toBeTrue();
    });
    expect(new Set(whole.map((image) => image.join())).size).toBe(12);
    const [other] = await drawAnew(letterL, wild, { seed: 2 });
    expect(areEqual(other, whole[0])).toBeFalse();
  });

  it('is for images of 28x28', () => {
    expect(() => {
      checkSetup({
        spec: perceptronSpec([64, 10]),
        initialWeights: [],
        trainingSet: { pixels: new Uint8Array(64), labels: new Uint8Array(1) },
        maxBatchSize: 1,
        optimizer: { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
        augmentation: { ...NONE, seed: 1 },
      });
    }).toThrowError(RangeError, /expected images of 28x28 pixels, found 64 pixels/);
  });
});
