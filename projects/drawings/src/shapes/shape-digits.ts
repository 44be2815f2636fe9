import { prepareInput, Random, type ImageRange, type LabelledImages, type Stroke } from '#model';
import { makeImages } from '../make-images.ts';
import digitShapes from './digit-shapes.json' with { type: 'json' };
import { parseShapeModel } from './shape-model.ts';
import { ShapeSampler } from './shape-sampler.ts';

const STREAM = 0x27d4eb2f;
const SAMPLER = new ShapeSampler(parseShapeModel(digitShapes, 'digit-shapes.json'));

/** A digit's strokes, and which it is. */
export interface ShapeDrawing {
  readonly label: number;
  /** In the middle of the pad, in pad units. */
  readonly strokes: readonly Stroke[];
}

/**
 * A digit drawn by statistics of how people write (`digit-shapes.json`; E. Alpaydin and F. Alimoglu, 1998), nobody's
 * own; 0 to 9 by turns.
 * @param seed whole number, 0 to 2^32 - 1
 * @param index which one of that seed
 */
export function shapeDrawing(seed: number, index: number): ShapeDrawing {
  const label = index % 10;
  return { label, strokes: SAMPLER.strokes(label, Random.forItem(seed, STREAM, index)) };
}

/** Such digits as images, fitted and centred as the app does it with a drawing. */
export function shapeDigits({ seed, from, to }: ImageRange): LabelledImages {
  return makeImages(from, to, (index) => {
    const { label, strokes } = shapeDrawing(seed, index);
    return { label, image: prepareInput(strokes) };
  });
}
