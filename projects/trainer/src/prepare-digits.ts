import { atOnce, type Steps } from '#engine';
import { IMAGE_SIZE, prepareImage } from '#model';

/**
 * Prepares images as the app prepares what is drawn: fitted into 20x20 and centred.
 * @param pixels ink 0..255, row-major, `[image][size][size]`
 * @returns ink 0..255, row-major, `[image][28][28]`
 */
export function prepareDigits(pixels: Uint8Array, size: number): Uint8Array {
  return atOnce(preparationSteps(pixels, size));
}

/** `prepareDigits` in a step for each image. */
export function* preparationSteps(pixels: Uint8Array, size: number): Steps<Uint8Array> {
  const count = pixels.length / (size * size);
  const prepared = new Uint8Array(count * IMAGE_SIZE * IMAGE_SIZE);
  for (let image = 0; image < count; image++) {
    const ink = Float32Array.from(
      pixels.subarray(image * size * size, (image + 1) * size * size),
      (byte) => byte / 255,
    );
    const bytes = prepareImage(ink, size).map((value) => Math.round(value * 255));
    prepared.set(bytes, image * IMAGE_SIZE * IMAGE_SIZE);
    yield;
  }
  return prepared;
}
