import type { LabelledImages } from '#model';

const CLASSES = 10;
const PIXELS = 784;

/**
 * Chooses digits to show, the same number of each, spread evenly over the images of their class.
 * @returns which images, those of a digit together, in their order
 * @throws RangeError when there are fewer of a digit
 */
export function chooseSamples(labels: Uint8Array, perDigit: number): number[] {
  return Array.from({ length: CLASSES }, (_, digit) => {
    const ofDigit = [...labels.keys()].filter((image) => labels[image] === digit);
    if (ofDigit.length < perDigit) {
      throw new RangeError(`digit ${digit}: expected ${perDigit} images, found ${ofDigit.length}`);
    }
    return ofDigit.filter((_, place) => {
      const [before, after] = [place, place + 1].map((count) =>
        Math.floor((count * perDigit) / ofDigit.length),
      );
      return before !== after;
    });
  }).flat();
}

/** The pixels of these images, one after the other. */
export function pixelsOf({ pixels }: LabelledImages, chosen: readonly number[]): Uint8Array {
  const result = new Uint8Array(chosen.length * PIXELS);
  chosen.forEach((image, place) => {
    result.set(pixels.subarray(image * PIXELS, (image + 1) * PIXELS), place * PIXELS);
  });
  return result;
}
