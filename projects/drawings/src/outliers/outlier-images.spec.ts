import { IMAGE_SIZE, NO_DIGIT, sha256Hex, type LabelledImages } from '#model';
import { imagesOf, inkedShare } from '../../testing/images.ts';
import { drawnDigits } from '../hands/drawn-digits.ts';
import { outlierImages } from './outlier-images.ts';

/** What Node 24 made; Chromium has to agree. */
const GOLDEN = '10ed22021cc83a206e873bbc2f12e1da893e91089f0bdcd3e4693f757bacc939';
const PIXELS = IMAGE_SIZE * IMAGE_SIZE;

const kinds = [
  ...['scribble', 'curves', 'composition', 'contraption', 'shape', 'letter'],
  ...['silhouette', 'texture', 'jumble', 'overlay'],
];
const named = (index: number): string => `${index}, ${kinds[index % kinds.length] ?? ''}`;

describe('outlierImages', () => {
  const digits = drawnDigits({ seed: 1, from: 0, to: 40 });
  const outliers = outlierImages({ seed: 5, from: 0, to: 200, digits });
  const images = imagesOf(outliers);

  it('says of all of them that they are no digit', () => {
    expect(outliers.labels.length).toBe(200);
    expect(outliers.labels.every((label) => label === NO_DIGIT)).toBeTrue();
  });

  it('gives the same bytes for the same seed in every engine, and others for the next', () => {
    expect(sha256Hex(outliers.pixels)).toBe(GOLDEN);
    const next = imagesOf(outlierImages({ seed: 6, from: 0, to: 10, digits }));
    next.forEach((image, index) => {
      expect(image)
        .withContext(named(index))
        .not.toEqual(images[index] ?? image);
    });
  });

  it('draws any part of them by itself, in any order', () => {
    for (const [from, to] of [
      [188, 200],
      [7, 8],
      [0, 3],
    ] as const) {
      const part = imagesOf(outlierImages({ seed: 5, from, to, digits }));
      expect(part).toEqual(images.slice(from, to));
    }
  });

  it('has ink in each of them, and paper too', () => {
    images.forEach((image, index) => {
      expect(Math.max(...image))
        .withContext(named(index))
        .toBeGreaterThan(100);
      expect(inkedShare(image)).withContext(named(index)).toBeGreaterThan(0.01);
      expect(inkedShare(image)).withContext(named(index)).toBeLessThan(0.75);
    });
  });

  it('draws again what holes have left nothing of', () => {
    // One of about a thousand silhouettes, whose holes cover all of it.
    const { pixels } = outlierImages({ seed: 5, from: 24_356, to: 24_357, digits });
    expect(inkedShare(pixels)).toBeGreaterThan(0.01);
  });

  it('hardly draws two alike', () => {
    expect(new Set(images.map((image) => image.join())).size).toBeGreaterThan(195);
  });

  it('makes a fifth of them of digits, and the others without', () => {
    // Ink that no pen leaves all over a drawing.
    const pixels = new Uint8Array(3 * PIXELS);
    for (const at of [6, 10, 17])
      pixels.fill(77, at * IMAGE_SIZE, at * IMAGE_SIZE + (3 * PIXELS) / 4);
    const grey: LabelledImages = { pixels, labels: Uint8Array.of(1, 2, 3) };
    const made = imagesOf(outlierImages({ seed: 5, from: 0, to: 200, digits: grey }));
    const ofDigits = made.map((image) => image.every((ink) => ink === 0 || ink === 77));
    expect(ofDigits.filter((isOne) => isOne).length).toBe(40);
    made.forEach((image, index) => {
      if (!ofDigits[index])
        expect(image)
          .withContext(named(index))
          .toEqual(images[index] ?? image);
    });
  });

  it('comes to an end when digits have no ink', () => {
    const blank = { pixels: new Uint8Array(PIXELS), labels: Uint8Array.of(1) };
    const made = imagesOf(outlierImages({ seed: 5, from: 8, to: 10, digits: blank }));
    expect(made.map((image) => Math.max(...image))).toEqual([0, 0]);
  });

  it('says that there are no digits', () => {
    const none = { pixels: new Uint8Array(0), labels: new Uint8Array(0) };
    expect(() => outlierImages({ seed: 5, from: 0, to: 10, digits: none })).toThrowError(
      RangeError,
      'digits: expected at least one, found none',
    );
  });
});
