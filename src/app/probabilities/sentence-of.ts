import type { Judgement } from '#model';
import type { Say } from '../i18n/phrases';

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
