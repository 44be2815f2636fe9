import { IMAGE_SIZE, sha256Hex } from '#model';
import { extentOf, imagesOf, inkedShare } from '../../testing/images.ts';
import { drawnDigits, rareDigits } from './drawn-digits.ts';

const PIXELS = IMAGE_SIZE * IMAGE_SIZE;

/** What Node 24 made; Chromium has to agree. */
const GOLDEN = '9f6bbcfe110fa2dc85cd4d15678a0e170ccfc360683f5e001608b1192ab584fd';

describe('drawnDigits', () => {
  const digits = drawnDigits({ seed: 5, from: 0, to: 100 });
  const images = imagesOf(digits);

  it('draws 0 to 9 by turns', () => {
    expect([...digits.labels]).toEqual(Array.from({ length: 100 }, (_, index) => index % 10));
  });

  it('gives the same bytes for the same seed in every engine, and others for the next', () => {
    expect(sha256Hex(digits.pixels)).toBe(GOLDEN);
    const { pixels } = drawnDigits({ seed: 6, from: 0, to: 1 });
    expect(pixels).not.toEqual(images[0] ?? pixels);
  });

  it('draws any part of them by itself, in any order', () => {
    for (const [from, to] of [
      [90, 100],
      [13, 14],
      [0, 2],
    ] as const) {
      const part = drawnDigits({ seed: 5, from, to });
      expect([...part.labels]).toEqual([...digits.labels.slice(from, to)]);
      expect(imagesOf(part)).toEqual(images.slice(from, to));
    }
  });

  it('goes on as far as indices do', () => {
    const last = drawnDigits({ seed: 5, from: 2 ** 32 - 1, to: 2 ** 32 });
    expect([...last.labels]).toEqual([5]);
    expect(inkedShare(last.pixels)).toBeGreaterThan(0.05);
  });

  it('draws no two alike', () => {
    expect(new Set(images.map((image) => image.join())).size).toBe(images.length);
  });

  it('fits and centres them as the app does, with as much ink as a digit has', () => {
    images.forEach((image, index) => {
      const { width, height, middle } = extentOf(image);
      const share = inkedShare(image);
      // 17.5 pixels from end to end, and on both sides half a pen with its edge: 1.8, in whole pixels.
      expect([21, 22]).withContext(`${index}`).toContain(Math.max(width, height));
      expect(Math.abs(middle.x - 14.5))
        .withContext(`${index}`)
        .toBeLessThan(0.2);
      expect(Math.abs(middle.y - 14.5))
        .withContext(`${index}`)
        .toBeLessThan(0.2);
      // MNIST's have 19 % on average.
      expect(share).withContext(`${index}`).toBeGreaterThan(0.05);
      expect(share).withContext(`${index}`).toBeLessThan(0.35);
    });
  });
});

describe('rareDigits', () => {
  it('draws 0 to 9 by turns, each with ink', () => {
    const { pixels, labels } = rareDigits({ seed: 1, from: 3, to: 43 });
    expect([...labels]).toEqual(Array.from({ length: 40 }, (_, place) => (place + 3) % 10));
    for (let place = 0; place < labels.length; place++) {
      const inked = pixels
        .subarray(place * PIXELS, (place + 1) * PIXELS)
        .filter((ink) => ink > 127);
      expect(inked.length).withContext(`image ${place}`).toBeGreaterThan(20);
      expect(inked.length)
        .withContext(`image ${place}`)
        .toBeLessThan(PIXELS / 3);
    }
  });

  it('draws the same image for the same seed and index, whatever else is drawn', () => {
    const row = rareDigits({ seed: 7, from: 0, to: 12 });
    expect(rareDigits({ seed: 7, from: 10, to: 12 }).pixels).toEqual(row.pixels.slice(10 * PIXELS));
    expect(rareDigits({ seed: 8, from: 0, to: 12 }).pixels).not.toEqual(row.pixels);
  });
});
