import { NEXT_TO_NOTHING } from '../../i18n/figures.ts';
import type { Say } from '../../i18n/phrases.ts';
import type { Saying } from '../../network/saying.ts';

/**
 * What the app says as one sentence, for screen readers: "Looks like 7, 93 percent; next 1, 4 percent".
 * @param probabilities `[10]`; a runner-up below `NEXT_TO_NOTHING` is left out
 */
export function sentenceOf(
  saying: Saying,
  probabilities: Float32Array | undefined,
  say: Say,
): string {
  const shareOf = (digit: number): number => probabilities?.[digit] ?? 0;
  const percentOf = (share: number): string =>
    share > 1 - NEXT_TO_NOTHING
      ? say('answer.spokenOver')
      : say('answer.percent', { count: Math.round(share * 100) });
  switch (saying.kind) {
    case 'blank':
    case 'unfinished':
      return '';
    case 'digit': {
      const { digit, probability } = saying;
      const share = percentOf(probability);
      const next = runnerUp(probabilities, digit);
      if (shareOf(next) < NEXT_TO_NOTHING) return say('answer.spoken', { digit, share });
      const nextShare = percentOf(shareOf(next));
      return say('answer.spokenWithNext', { digit, share, next, nextShare });
    }
    case 'unsure': {
      const [first, second] = saying.digits;
      const [firstShare = '', secondShare = ''] = [first, second].map(shareOf).map(percentOf);
      return say('answer.spokenNotSure', { first, firstShare, second, secondShare });
    }
    case 'notADigit':
      return say('answer.notADigit');
    case 'untrained': {
      const { digit } = saying;
      if (digit === undefined) return say('answer.untrained');
      const answer = say('answer.spoken', { digit, share: percentOf(shareOf(digit)) });
      return say('answer.spokenUntrained', { answer });
    }
    default:
      return saying satisfies never;
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
