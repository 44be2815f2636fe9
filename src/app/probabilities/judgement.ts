import type { Answer } from '#model';
import type { Say } from '../i18n/phrases';

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
export function sentenceOf(judgement: Judgement, say: Say): string {
  switch (judgement.kind) {
    case 'blank':
      return '';
    case 'digit': {
      const percent = Math.round(judgement.probability * 100);
      return say('answer.spoken', { digit: judgement.digit, percent });
    }
    case 'unsure': {
      const [first, second] = judgement.digits;
      return say('answer.spokenNotSure', { first, second });
    }
    case 'notADigit':
      return say('answer.notADigit');
    default:
      return judgement satisfies never;
  }
}
