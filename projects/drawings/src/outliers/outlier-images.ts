import {
  isBlank,
  NO_DIGIT,
  prepareInput,
  Random,
  type ImageRange,
  type LabelledImages,
  type Stroke,
} from '#model';
import { makeImages } from '../make-images.ts';
import { composition, contraption, curves, scribble } from './drawn-outliers.ts';
import { letter, shape } from './figures.ts';
import { jumble, overlay, silhouette, texture } from './pixel-outliers.ts';

/** Draws one: ink 0..1, row-major, `[28][28]`. */
type Kind = (random: Random, digits: LabelledImages) => Float32Array;

const drawn =
  (draw: (random: Random) => Stroke[]): Kind =>
  (random) =>
    prepareInput(draw(random));

const KINDS: readonly Kind[] = [
  ...[scribble, curves, composition, contraption, shape, letter].map(drawn),
  silhouette,
  texture,
  jumble,
  overlay,
];
const STREAM = 0x1b873593;

/** Which drawings of no digit. */
export interface OutlierRange extends ImageRange {
  /** What jumbled and overlaid digits are made of; always the same for the same images. */
  readonly digits: LabelledImages;
}

/**
 * Drawings that are no digits: scribbles, curves, things, shapes, letters, filled shapes, textures, jumbled
 * and overlaid digits, by turns.
 * @throws RangeError when there are no digits to jumble
 */
export function outlierImages({ seed, from, to, digits }: OutlierRange): LabelledImages {
  if (digits.labels.length === 0) throw new RangeError('digits: expected at least one, found none');
  return makeImages(from, to, (index) => {
    const kind = KINDS[index % KINDS.length] ?? texture;
    const random = Random.forItem(seed, STREAM, index);
    let image = kind(random, digits);
    // Holes can take away a whole shape; digits may have no ink at all.
    for (let tries = 0; tries < 20 && isBlank(image); tries++) image = kind(random, digits);
    return { label: NO_DIGIT, image };
  });
}
