import { prepareInput, type LabelledImages, type Random } from '#model';
import { oneOf } from '../distributions.ts';
import { CIRCUMSTANCES } from './drawing-condition.ts';
import { formsOf } from './digit-forms.ts';
import { drawByHand } from './draw-by-hand.ts';
import { COMMON_HANDS, writerOf } from './writer.ts';

/**
 * Digits as pupils draw them on the pad, each by a writer of its own, fitted and centred as the app does it.
 * MNIST's writers went to school in one country: few of them cross their 7 or give their 1 a flag.
 */
export function drawnDigits(count: number, random: Random): LabelledImages {
  const pixels = new Uint8Array(count * 784);
  const labels = Uint8Array.from({ length: count }, (_, index) => index % 10);
  labels.forEach((digit, index) => {
    const { skeleton } = oneOf(random, formsOf(digit));
    const writer = writerOf(random, COMMON_HANDS);
    const strokes = drawByHand(skeleton, writer, oneOf(random, CIRCUMSTANCES), random);
    const image = prepareInput(strokes).map((ink) => Math.round(ink * 255));
    pixels.set(image, index * 784);
  });
  return { pixels, labels };
}
