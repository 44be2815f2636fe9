import { prepareInput, Random, type ImageRange, type LabelledImages } from '#model';
import { oneOf } from '../distributions.ts';
import { makeImages } from '../make-images.ts';
import { CONDITIONS } from './drawing-condition.ts';
import { formsOf } from './digit-forms.ts';
import { drawByHand } from './draw-by-hand.ts';
import { COMMON_WRITERS, writerOf } from './writer.ts';

const STREAM = 0x6c8e9cf5;

/**
 * Digits as pupils draw them on the pad, each by a writer of its own, fitted and centred as the app does it; 0 to
 * 9 by turns. MNIST's writers went to school in one country: few of them cross their 7 or give their 1 a flag.
 */
export function drawnDigits({ seed, from, to }: ImageRange): LabelledImages {
  return makeImages(from, to, (index) => {
    const random = Random.forItem(seed, STREAM, index);
    const label = index % 10;
    const { skeleton } = oneOf(random, formsOf(label));
    const writer = writerOf(random, COMMON_WRITERS);
    const strokes = drawByHand(skeleton, writer, oneOf(random, CONDITIONS), random);
    return { label, image: prepareInput(strokes) };
  });
}
