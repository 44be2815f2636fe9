import { Random, type LabelledImages } from '#model';

/**
 * Images that a network can learn: each class is a fixed random pattern with a fifth of its pixels
 * inked, seen through noise.
 */
export function generatedImages(
  count: number,
  { inputs = 64, classes = 10, seed = 1 } = {},
): LabelledImages {
  const random = Random.fromSeed(seed);
  const patterns = Array.from({ length: classes }, () =>
    Uint8Array.from({ length: inputs }, () => (random.nextBelow(5) === 0 ? 255 : 0)),
  );
  const pixels = new Uint8Array(count * inputs);
  const labels = new Uint8Array(count);
  for (let image = 0; image < count; image++) {
    const label = random.nextBelow(classes);
    labels[image] = label;
    for (let i = 0; i < inputs; i++) {
      const ink = patterns[label]?.[i] ?? 0;
      const noisy = random.nextBelow(8) === 0 ? random.nextBelow(256) : ink;
      pixels[image * inputs + i] = noisy;
    }
  }
  return { pixels, labels };
}
