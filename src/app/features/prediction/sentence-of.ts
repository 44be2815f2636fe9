import type { Judgement } from '#model';
import { NEXT_TO_NOTHING } from '../../i18n/figures.ts';
import type { Say } from '../../i18n/phrases.ts';

/**
 * The judgement as one sentence, for screen readers: "Looks like 7, 93 percent; next 1, 4 percent".
 * @param probabilities `[10]`; a runner-up below `NEXT_TO_NOTHING` is left out
 */
export function sentenceOf(
  judgement: Judgement,
  probabilities: Float32Array | undefined,
  say: Say,
): string {
  const shareOf = (digit: number): number => probabilities?.[digit] ?? 0;
  const percentOf = (share: number): string =>
    share > 1 - NEXT_TO_NOTHING
      ? say('answer.spokenOver')
      : say('answer.percent', { count: Math.round(share * 100) });
  switch (judgement.kind) {
    case 'blank':
      return '';
    case 'digit': {
      const { digit, probability } = judgement;
      const share = percentOf(probability);
      const next = runnerUp(probabilities, digit);
      if (shareOf(next) < NEXT_TO_NOTHING) return say('answer.spoken', { digit, share });
      const nextShare = percentOf(shareOf(next));
      return say('answer.spokenWithNext', { digit, share, next, nextShare });
    }
    case 'unsure': {
      const [first, second] = judgement.digits;
      const [firstShare = '', secondShare = ''] = [first, second].map(shareOf).map(percentOf);
      return say('answer.spokenNotSure', { first, firstShare, second, secondShare });
    }
    case 'notADigit':
      return say('answer.notADigit');
    default:
      return judgement satisfies never;
  }
}

/** The most probable of the other digits. */
function runnerUp(probabilities: Float32Array | undefined, digit: number): number {
  let best = -1;
  probabilities?.forEach((share, other) => {
    if (other !== digit && share > (probabilities[best] ?? 0)) best = other;
  });
  return best;
}
