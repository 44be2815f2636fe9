import type { CurrentJudgement } from '#model';

/** What the app says about a drawing, read by a network that may not have learned yet. */
export type Saying =
  | CurrentJudgement
  /** The network has not learned yet; the digit that it would name, if any. */
  | { readonly kind: 'untrained'; readonly digit: number | undefined };

/**
 * What to say of a judgement. Doubt of a network that has not learned yet is no news of the drawing, and must not sound
 * like it: a good 3 is no digit to it.
 */
export function sayingOf(judgement: CurrentJudgement, hasLearned: boolean): Saying {
  if (hasLearned) return judgement;
  switch (judgement.kind) {
    case 'digit':
      return { kind: 'untrained', digit: judgement.digit };
    case 'unsure':
    case 'notADigit':
      return { kind: 'untrained', digit: undefined };
    case 'blank':
    case 'unfinished':
      return judgement;
    default:
      return judgement satisfies never;
  }
}

/** The digit that is named; undefined in doubt. */
export function namedDigit(saying: Saying): number | undefined {
  return saying.kind === 'digit' || saying.kind === 'untrained' ? saying.digit : undefined;
}
