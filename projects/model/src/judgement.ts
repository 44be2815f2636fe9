import type { Answer } from './answer.ts';

/** What the app says about a drawing. */
export type Judgement =
  /** Nothing is drawn, so there is nothing to say. */
  | { readonly kind: 'blank' }
  /** One digit has most of the probability. */
  | { readonly kind: 'digit'; readonly digit: number; readonly probability: number }
  /** Two digits are possible, the likelier first. */
  | { readonly kind: 'unsure'; readonly digits: readonly [number, number] }
  /** It does not look like a digit at all. */
  | { readonly kind: 'notADigit' };

/** A less probable digit is named together with its rival. */
const CLEAR_MAJORITY = 0.67;
/** Doubt is shown when it lasts this long: half a digit often looks like none. */
const DOUBT_HOLD_MS = 350;
/** While the pen is down, another digit must last this long: half a 0 is a 6 for a moment. */
const DRAWING_HOLD_MS = 500;

/** The judgement of an answer. */
export function judge(answer: Pick<Answer, 'probabilities' | 'isDigit'> | undefined): Judgement {
  if (!answer) return { kind: 'blank' };
  if (!answer.isDigit) return { kind: 'notADigit' };
  const ranked = [...answer.probabilities.entries()].sort(([, a], [, b]) => b - a);
  const [[digit, probability] = [0, 0], [rival] = [0]] = ranked;
  if (probability >= CLEAR_MAJORITY) return { kind: 'digit', digit, probability };
  return { kind: 'unsure', digits: [digit, rival] };
}

/** What to say while someone draws: it follows the judgements without flickering. */
export class SteadyJudgement {
  private candidate: { readonly words: string; readonly since: number } | undefined;
  private said: Judgement = { kind: 'blank' };

  /**
   * Takes the newest judgement; also to be called when only time has passed or the pen was lifted.
   * @param nowMs from any clock that never goes back
   * @returns what to say, and after how many milliseconds to ask again if nothing else happens
   */
  follow(
    judgement: Judgement,
    nowMs: number,
    isDrawing: boolean,
  ): { readonly said: Judgement; readonly askAgainMs?: number } {
    const words = wordsOf(judgement);
    if (words !== this.candidate?.words) this.candidate = { words, since: nowMs };
    const waitMs = this.candidate.since + this.holdOf(judgement, isDrawing) - nowMs;
    if (words !== wordsOf(this.said) && waitMs > 0) return { said: this.said, askAgainMs: waitMs };
    this.said = judgement;
    return { said: judgement };
  }

  private holdOf({ kind }: Judgement, isDrawing: boolean): number {
    if (kind === 'blank') return 0;
    if (kind !== 'digit') return DOUBT_HOLD_MS;
    return isDrawing && this.said.kind !== 'blank' ? DRAWING_HOLD_MS : 0;
  }
}

/** What a judgement says, regardless of its numbers; two rivals are the same in either order. */
function wordsOf(judgement: Judgement): string {
  switch (judgement.kind) {
    case 'digit':
      return `digit ${judgement.digit}`;
    case 'unsure':
      return `unsure ${[...judgement.digits].sort().join(' ')}`;
    case 'blank':
    case 'notADigit':
      return judgement.kind;
    default:
      return judgement satisfies never;
  }
}
