import { Random } from '#model';
import { nearlyNormal } from '../src/distributions.ts';
import { conditionNamed } from '../src/hands/drawing-condition.ts';
import { formsOf } from '../src/hands/digit-forms.ts';
import { drawByHand } from '../src/hands/draw-by-hand.ts';
import type { Skeleton } from '../src/hands/skeleton.ts';
import { COMMON_WRITERS, writerOf, type Writer } from '../src/hands/writer.ts';
import { parseUnipen, type PenDigit } from '../src/strokes/unipen.ts';
import { unipenText } from './unipen-text.ts';

/** The form in which a digit is written. */
export function writtenForm(digit: number): Skeleton {
  // The first form of a 1 is a bar, of which nothing but the slant can differ.
  const [, form] = formsOf(digit);
  if (!form) throw new RangeError(`digit: expected one with two forms, found ${digit}`);
  return form.skeleton;
}

/**
 * Digits of a writer that is made up, from a UNIPEN file: each digit as often, always in the same form, slanted and
 * squeezed as this writer does it, and a little otherwise each time.
 * @param writer a whole number, which decides what is written
 * @param count of each digit
 * @param labels the digits
 */
export function writtenDigits(writer: number, count: number, labels = ALL): PenDigit[] {
  const random = Random.fromSeed(writer);
  const habit = styleOf(random);
  const digits = Array.from({ length: count * labels.length }, (_, index): PenDigit => {
    const label = labels[index % labels.length] ?? 0;
    const mood = styleOf(random);
    const style: { -readonly [Key in keyof Writer]: Writer[Key] } = { ...STEADY };
    for (const key of STYLE) style[key] += 0.8 * habit[key] + 0.2 * mood[key];
    const strokes = drawByHand(writtenForm(label), style, conditionNamed('plain'), random);
    return { label, writer: String(writer), strokes };
  });
  return parseUnipen(unipenText(digits), `writer ${writer}`);
}

const ALL: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const STYLE = ['slant', 'width', 'waist', 'trait'] as const;

/** A hand that errs in nothing, so that what differs is style. */
const STEADY: Writer = {
  ...writerOf(Random.fromSeed(1), COMMON_WRITERS),
  ...{ carelessness: 0, overshoot: 0, hook: 0, tremor: 0, climb: 0, taper: 0, roundness: 2 },
  ...{ slant: 0.1, width: 1, waist: 0, trait: 0 },
};

/** By how much a style differs from the steady hand's, normally distributed. */
function styleOf(random: Random): Pick<Writer, (typeof STYLE)[number]> {
  return {
    slant: 0.15 * nearlyNormal(random),
    width: 0.15 * nearlyNormal(random),
    waist: 5 * nearlyNormal(random),
    trait: 0.4 * nearlyNormal(random),
  };
}
