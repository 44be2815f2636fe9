import type { Answer } from '#model';

/** What is said of a drawing. */
export type Judgement =
  /** Nothing is drawn, nothing is claimed. */
  | { readonly kind: 'blank' }
  /** One digit has most of the probability. */
  | { readonly kind: 'digit'; readonly digit: number; readonly probability: number }
  /** Two digits are in question, the likelier first. */
  | { readonly kind: 'unsure'; readonly digits: readonly [number, number] }
  /** It looks like no digit at all. */
  | { readonly kind: 'notADigit' };

/** A digit with less than this is named with its rival. */
const CLEAR_MAJORITY = 0.67;

/** What to say of an answer. */
export function judge(answer: Pick<Answer, 'probabilities' | 'isDigit'> | undefined): Judgement {
  if (!answer) return { kind: 'blank' };
  if (!answer.isDigit) return { kind: 'notADigit' };
  const ranked = [...answer.probabilities.entries()].sort(([, a], [, b]) => b - a);
  const [[digit, probability] = [0, 0], [rival] = [0]] = ranked;
  if (probability >= CLEAR_MAJORITY) return { kind: 'digit', digit, probability };
  return { kind: 'unsure', digits: [digit, rival] };
}

/** A judgement in one sentence, for screen readers. */
export function sentenceOf(judgement: Judgement): string {
  switch (judgement.kind) {
    case 'blank':
      return '';
    case 'digit':
      return `It reads ${judgement.digit}, ${Math.round(judgement.probability * 100)} percent sure`;
    case 'unsure':
      return `It is not sure: ${judgement.digits.join(' or ')}`;
    case 'notADigit':
      return 'Not a digit?';
    default:
      return judgement satisfies never;
  }
}
