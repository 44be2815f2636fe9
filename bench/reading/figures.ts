import { IMAGE_SIZE, prepareImage, Random } from '#model';
import { evaluate, prepareDigits, type EvaluatedNetwork } from '#trainer';
import { drawnAnywhere } from './drawn-digits.ts';
import { HELD_BACK } from './held-back.ts';

const PIXELS = IMAGE_SIZE * IMAGE_SIZE;

/** Digits of a data set as they are and as visitors would draw them, `[image][28][28]`, ink 0..255. */
export function digitSets(pixels: Uint8Array, seed: number): ReadonlyMap<string, Uint8Array> {
  const random = Random.fromSeed(seed);
  return new Map([
    ['as they are', pixels],
    ['fitted and centred', prepareDigits(pixels, IMAGE_SIZE)],
    [
      '9 to 26 pixels, turned to 9 degrees, anywhere',
      imagesOf(pixels.length / PIXELS, (image) =>
        prepareImage(drawnAnywhere(pixels.subarray(image * PIXELS, (image + 1) * PIXELS), random)),
      ),
    ],
  ]);
}

/** Drawings of kinds that no recipe may learn from, `[image][28][28]`, ink 0..255. */
export function heldBackDrawings(count: number, seed: number): ReadonlyMap<string, Uint8Array> {
  const random = Random.fromSeed(seed);
  return new Map(
    Object.entries(HELD_BACK).map(([kind, draw]) => [kind, imagesOf(count, () => draw(random))]),
  );
}

/** Share of drawings that a network calls no digit, 0..1, kind by kind. */
export async function refusedShares(
  network: EvaluatedNetwork,
  drawings: ReadonlyMap<string, Uint8Array>,
): Promise<ReadonlyMap<string, number>> {
  const shares = new Map<string, number>();
  for (const [kind, images] of drawings) {
    shares.set(kind, (await evaluate(network, images)).notADigit);
  }
  return shares;
}

/** Images that are drawn one after the other; ink 0..1 becomes 0..255. */
export function imagesOf(count: number, draw: (index: number) => Float32Array): Uint8Array {
  const images = new Uint8Array(count * PIXELS);
  for (let index = 0; index < count; index++) {
    images.set(
      draw(index).map((ink) => Math.round(ink * 255)),
      index * PIXELS,
    );
  }
  return images;
}
