import { atOnce, type Steps } from '#engine';
import { IMAGE_SIZE, prepareDrawing, prepareImage, type Drawing } from '#model';

const PIXELS = IMAGE_SIZE * IMAGE_SIZE;

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
  const prepared = new Uint8Array(count * PIXELS);
  for (let image = 0; image < count; image++) {
    const ink = Float32Array.from(
      pixels.subarray(image * size * size, (image + 1) * size * size),
      (byte) => byte / 255,
    );
    prepared.set(bytesOf(prepareImage(ink, size)), image * PIXELS);
    yield;
  }
  return prepared;
}

/**
 * Drawings as the app gives them to the network, in a step for each.
 * @returns ink 0..255, row-major, `[drawing][28][28]`
 */
export function* drawingSteps(drawings: readonly Drawing[]): Steps<Uint8Array> {
  const prepared = new Uint8Array(drawings.length * PIXELS);
  for (const [image, drawing] of drawings.entries()) {
    prepared.set(bytesOf(prepareDrawing(drawing)), image * PIXELS);
    yield;
  }
  return prepared;
}

function bytesOf(ink: Float32Array): Float32Array {
  return ink.map((value) => Math.round(value * 255));
}
