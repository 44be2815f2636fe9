import { drawnDigits, outlierImages } from '#drawings';
import { sha256Hex, NO_DIGIT } from '#model';
import { generatedImages } from '../../testing/generated-images.ts';
import { Companions, type CompanionMakers } from './companions.ts';
import type { Recipe } from './recipe.ts';

const recipe: Recipe = {
  hiddenDims: [4],
  batchSize: 128,
  epochs: 1,
  learningRate: 1e-3,
  schedule: { kind: 'constant' },
  optimizer: { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  drawings: { perBatch: 16, count: 40 },
  outliers: { perBatch: 32, weight: 0.5, count: 160 },
  seed: 7,
};
const makers: CompanionMakers = { drawings: drawnDigits, outliers: outlierImages };
const dataset = generatedImages(20, { inputs: 784 });

/** What Node 24 made; Chromium has to agree. */
const GOLDEN = '94b36b584003cef4a4df45939d805e4100b249166816e64463a1d2f9e0d22373';

describe('Companions', () => {
  const companions = new Companions(recipe, dataset, makers);
  const { pixels, labels } = companions.images;

  it('keeps the data set and puts digits drawn by hand and drawings of no digit behind it', () => {
    expect(labels.length).toBe(220);
    expect([...labels.subarray(0, 20)]).toEqual([...dataset.labels]);
    expect(sha256Hex(pixels.subarray(0, dataset.pixels.length))).toBe(sha256Hex(dataset.pixels));
    const drawn = labels.subarray(20, 60);
    expect(new Set(drawn)).toEqual(new Set(Array(10).keys()));
    expect(labels.subarray(60).every((label) => label === NO_DIGIT)).toBeTrue();
  });

  it('draws each with ink, and hardly two alike', () => {
    const images = Array.from({ length: 200 }, (_, i) =>
      pixels.subarray((20 + i) * 784, (21 + i) * 784),
    );
    expect(images.every((image) => image.some((ink) => ink > 100))).toBeTrue();
    expect(images.every((image) => image.some((ink) => ink === 0))).toBeTrue();
    expect(new Set(images.map((image) => image.join())).size).toBeGreaterThan(185);
  });

  it('gives the same bytes for the same seed, on every machine', () => {
    expect(sha256Hex(pixels)).toBe(GOLDEN);
    const other = new Companions({ ...recipe, seed: 8 }, dataset, makers);
    expect(sha256Hex(other.images.pixels)).not.toBe(GOLDEN);
  });

  it('lets both kinds join a full batch, and small batches get their share in time', () => {
    const batches = new Companions(recipe, dataset, makers);
    const full = batches.join(new Uint32Array(128));
    expect(full.indices.length).toBe(128 + 16 + 32);
    expect(full.digits).toBe(128 + 16);
    const added = Array.from({ length: 128 }, () => batches.join(new Uint32Array(1)));
    expect(added.reduce((sum, { digits }) => sum + digits - 1, 0)).toBe(16);
    expect(added.reduce((sum, { indices, digits }) => sum + indices.length - digits, 0)).toBe(32);
    expect(Math.max(...added.map(({ indices }) => indices.length))).toBeLessThan(4);
  });

  it('takes them from behind the data set, at random', () => {
    const { indices, digits } = new Companions(recipe, dataset, makers).join(
      Uint32Array.from({ length: 128 }, (_, index) => index % 20),
    );
    const drawn = indices.subarray(128, digits);
    const outliers = indices.subarray(digits);
    expect(drawn.every((index) => index >= 20 && index < 60)).toBeTrue();
    expect(outliers.every((index) => index >= 60 && index < 220)).toBeTrue();
    expect(new Set(outliers).size).toBeGreaterThan(20);
  });

  it('leaves batches and images alone when a recipe has no companions', () => {
    const { hiddenDims, batchSize, epochs, learningRate, schedule, optimizer, seed } = recipe;
    const plain = { hiddenDims, batchSize, epochs, learningRate, schedule, optimizer, seed };
    const none = new Companions(plain, dataset, makers);
    expect(none.images).toBe(dataset);
    expect(none.perBatch).toBe(0);
    expect([...none.join(Uint32Array.of(3, 1)).indices]).toEqual([3, 1]);
  });
});
