import type { Say } from '../../i18n/phrases.ts';
import type { Saying } from '../../network/saying.ts';
import { filmRuns, type Answers } from './film-marks.ts';

/** What a checkpoint says of the drawing, as part of a sentence; empty if it says nothing. */
export function answerInWords(saying: Saying | undefined, say: Say): string {
  switch (saying?.kind) {
    case undefined:
    case 'blank':
    case 'unfinished':
      return '';
    case 'digit':
      return say('timeline.reads', { digit: saying.digit });
    case 'unsure': {
      const [first, second] = saying.digits;
      return say('timeline.notSure', { first, second });
    }
    case 'notADigit':
      return say('timeline.notADigit');
    case 'untrained': {
      const { digit } = saying;
      return digit === undefined
        ? say('timeline.notLearned')
        : say('timeline.readsNotLearned', { digit });
    }
    default:
      return saying satisfies never;
  }
}

/** The film of answers in words, a sentence per run of checkpoints that say the same. */
export function filmInWords(answers: Answers, say: Say): string[] {
  return filmRuns(answers).map(({ first, last, saying }) => {
    const answer = answerInWords(saying, say);
    return first === last
      ? say('timeline.oneSays', { number: first + 1, answer })
      : say('timeline.someSay', { first: first + 1, last: last + 1, answer });
  });
}
