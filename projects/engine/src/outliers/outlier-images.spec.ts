import { sha256Hex } from '#model';
import { generatedImages } from '../../testing/generated-images.ts';
import { NO_DIGIT } from '../learning-backend.ts';
import { OutlierExposure, withOutliers } from './outlier-images.ts';

const options = { perBatch: 32, weight: 0.5, count: 160 };
const digits = generatedImages(20, { inputs: 784 });

/** What Node 24 made; Chromium has to agree. */
const GOLDEN = '419256e3ea034f2a8ede7d89934774717c690802e1009b44660fb8805c5963fd';

describe('withOutliers', () => {
  const { pixels, labels } = withOutliers(digits, options, 7);

  it('keeps the digits and puts drawings of no digit behind them', () => {
    expect(labels.length).toBe(180);
    expect([...labels.subarray(0, 20)]).toEqual([...digits.labels]);
    expect(labels.subarray(20).every((label) => label === NO_DIGIT)).toBeTrue();
    expect(sha256Hex(pixels.subarray(0, digits.pixels.length))).toBe(sha256Hex(digits.pixels));
  });

  it('draws each with ink, and hardly two alike', () => {
    const images = Array.from({ length: 160 }, (_, i) =>
      pixels.subarray((20 + i) * 784, (21 + i) * 784),
    );
    expect(images.every((image) => image.some((ink) => ink > 100))).toBeTrue();
    expect(images.every((image) => image.some((ink) => ink === 0))).toBeTrue();
    expect(new Set(images.map((image) => image.join())).size).toBeGreaterThan(150);
  });

  it('gives the same bytes for the same seed, on every machine', () => {
    expect(sha256Hex(pixels)).toBe(GOLDEN);
    const other = withOutliers(digits, options, 8);
    expect(sha256Hex(other.pixels)).not.toBe(GOLDEN);
  });
});

describe('OutlierExposure', () => {
  const join = (exposure: OutlierExposure, size: number): Uint32Array =>
    exposure.join(Uint32Array.from({ length: size }, (_, index) => index));

  it('adds outliers to a full batch, and small batches get their share in time', () => {
    const exposure = new OutlierExposure({ seed: 1, batchSize: 128 }, options, 1000);
    expect(join(exposure, 128).length).toBe(160);
    const added = Array.from({ length: 128 }, () => join(exposure, 1).length - 1);
    expect(added.reduce((sum, count) => sum + count, 0)).toBe(32);
    expect(Math.max(...added)).toBe(1);
  });

  it('takes them from behind the digits, at random', () => {
    const exposure = new OutlierExposure({ seed: 1, batchSize: 128 }, options, 1000);
    const joined = join(exposure, 128);
    expect([...joined.subarray(0, 128)]).toEqual([...Array(128).keys()]);
    const outliers = joined.subarray(128);
    expect(outliers.every((index) => index >= 1000 && index < 1160)).toBeTrue();
    expect(new Set(outliers).size).toBeGreaterThan(20);
  });
});
