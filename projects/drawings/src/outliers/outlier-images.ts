import { prepareInput, type Stroke, type LabelledImages, type Random } from '#model';
import { composition, contraption, curves, scribble } from './drawn-outliers.ts';
import { letter, shape } from './figures.ts';
import { jumble, overlay, silhouette, texture } from './pixel-outliers.ts';

type Kind = (random: Random, digits: LabelledImages) => Uint8Array;

const drawn =
  (draw: (random: Random) => Stroke[]): Kind =>
  (random) =>
    Uint8Array.from(prepareInput(draw(random)), (ink) => Math.round(ink * 255));

const KINDS: readonly Kind[] = [
  ...[scribble, curves, composition, contraption, shape, letter].map(drawn),
  silhouette,
  texture,
  jumble,
  overlay,
];

/**
 * Drawings that are no digits: scribbles, curves, things, shapes, letters, filled shapes, textures, jumbled
 * and overlaid digits, by turns.
 * @param digits what the latter are made of
 * @returns ink 0..255, row-major, `[image][28][28]`
 */
export function outlierImages(count: number, digits: LabelledImages, random: Random): Uint8Array {
  const pixels = new Uint8Array(count * 784);
  for (let index = 0; index < count; index++) {
    const kind = KINDS[index % KINDS.length];
    if (kind) pixels.set(kind(random, digits), index * 784);
  }
  return pixels;
}
