import { prepareInput, Random, type ImageRange, type LabelledImages } from '#model';
import { oneOf } from '../distributions.ts';
import { makeImages } from '../make-images.ts';
import { CONDITIONS } from './drawing-condition.ts';
import { formsOf, type DigitForm } from './digit-forms.ts';
import { drawByHand } from './draw-by-hand.ts';
import { rareFormsOf } from './rare-forms.ts';
import { COMMON_WRITERS, RARE_WRITERS, writerOf, type WriterRanges } from './writer.ts';

/** Where drawn digits come from. */
interface Hands {
  /** Keeps the random numbers of one kind of digits apart from all others. */
  readonly stream: number;
  readonly formsOf: (digit: number) => readonly DigitForm[];
  readonly writers: WriterRanges;
}

const COMMON: Hands = { stream: 0x6c8e9cf5, formsOf, writers: COMMON_WRITERS };
const RARE: Hands = { stream: 0x2f5ae3b7, formsOf: rareFormsOf, writers: RARE_WRITERS };

/**
 * Digits as pupils draw them on the pad, each by a writer of its own, fitted and centred as the app does it; 0 to
 * 9 by turns. MNIST's writers went to school in one country: few of them cross their 7 or give their 1 a flag.
 */
export function drawnDigits(range: ImageRange): LabelledImages {
  return digitsBy(COMMON, range);
}

/** The same in forms that are rare, or easily taken for another digit, by more slanted and uneven writers. */
export function rareDigits(range: ImageRange): LabelledImages {
  return digitsBy(RARE, range);
}

function digitsBy(hands: Hands, { seed, from, to }: ImageRange): LabelledImages {
  return makeImages(from, to, (index) => {
    const random = Random.forItem(seed, hands.stream, index);
    const label = index % 10;
    const { skeleton } = oneOf(random, hands.formsOf(label));
    const writer = writerOf(random, hands.writers);
    const strokes = drawByHand(skeleton, writer, oneOf(random, CONDITIONS), random);
    return { label, image: prepareInput(strokes) };
  });
}
