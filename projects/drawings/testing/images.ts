import { IMAGE_SIZE, type LabelledImages } from '#model';

/** Images one by one: ink 0..255, row-major, `[28][28]`. */
export function imagesOf({ pixels, labels }: LabelledImages): Uint8Array[] {
  const size = IMAGE_SIZE * IMAGE_SIZE;
  return Array.from(labels, (_, image) => pixels.slice(image * size, (image + 1) * size));
}

/** Share of the pixels that have ink. */
export function inkedShare(image: Uint8Array): number {
  return image.filter((ink) => ink > 0).length / image.length;
}

/** First and last row and column with ink, and the ink's middle. */
export function extentOf(image: Uint8Array) {
  const inked = [...image.entries()].filter(([, ink]) => ink > 0);
  const columns = inked.map(([index]) => index % IMAGE_SIZE);
  const rows = inked.map(([index]) => Math.floor(index / IMAGE_SIZE));
  const mass = inked.reduce((sum, [, ink]) => sum + ink, 0);
  const middle = (places: readonly number[]): number =>
    inked.reduce((sum, [, ink], i) => sum + ink * ((places[i] ?? NaN) + 0.5), 0) / mass;
  return {
    width: Math.max(...columns) - Math.min(...columns) + 1,
    height: Math.max(...rows) - Math.min(...rows) + 1,
    middle: { x: middle(columns), y: middle(rows) },
  };
}
