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

/** What the app says about a drawing that may not be done yet. */
export type CurrentJudgement =
  | Judgement
  /** It is no digit so far, and more of it may come. */
  | { readonly kind: 'unfinished' };

/** A less probable digit is named together with its rival. */
const CLEAR_MAJORITY = 0.67;
/** Doubt is shown when it lasts this long: half a digit often looks like none. */
const DOUBT_HOLD_MS = 350;
/** While the pen is down, another digit must last this long: half a 0 is a 6 for a moment. */
const DRAWING_HOLD_MS = 500;
/** A drawing is called no digit when no stroke has followed for this long: half a digit often is none. */
const FINISHED_MS = 400;

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
  private said: CurrentJudgement = { kind: 'blank' };
  /** Whether something has been said of this drawing. */
  private hasAnswered = false;
  private wasDrawing = false;
  /** When the pen was lifted last. */
  private liftedMs = -Infinity;

  /**
   * Takes the newest judgement; also to be called when only time has passed or the pen was lifted.
   * @param nowMs from any clock that never goes back
   * @returns what to say, and after how many milliseconds to ask again if nothing else happens
   */
  follow(
    judgement: Judgement,
    nowMs: number,
    isDrawing: boolean,
  ): { readonly said: CurrentJudgement; readonly askAgainMs?: number } {
    if (this.wasDrawing && !isDrawing) this.liftedMs = nowMs;
    this.wasDrawing = isDrawing;
    const words = wordsOf(judgement);
    if (words !== this.candidate?.words) this.candidate = { words, since: nowMs };
    const heldMs = this.candidate.since + this.holdOf(judgement, isDrawing) - nowMs;
    const finishedMs = this.liftedMs + FINISHED_MS - nowMs;
    if (judgement.kind === 'notADigit' && (isDrawing || finishedMs > 0)) {
      if (heldMs <= 0 || this.isNoDigitSaid()) this.said = { kind: 'unfinished' };
      const waits = [heldMs, isDrawing ? 0 : finishedMs].filter((wait) => wait > 0);
      return { said: this.said, ...(waits.length > 0 && { askAgainMs: Math.min(...waits) }) };
    }
    if (words !== wordsOf(this.said) && heldMs > 0) return { said: this.said, askAgainMs: heldMs };
    this.said = judgement;
    this.hasAnswered = judgement.kind !== 'blank';
    return { said: judgement };
  }

  /** Whether nothing on screen has to last: nothing was drawn, or it was no digit. */
  private isNoDigitSaid(): boolean {
    return this.said.kind !== 'digit' && this.said.kind !== 'unsure';
  }

  private holdOf({ kind }: Judgement, isDrawing: boolean): number {
    if (kind === 'blank') return 0;
    if (kind !== 'digit') return DOUBT_HOLD_MS;
    return isDrawing && this.hasAnswered ? DRAWING_HOLD_MS : 0;
  }
}

/** What a judgement says, regardless of its numbers; two rivals are the same in either order. */
function wordsOf(judgement: CurrentJudgement): string {
  switch (judgement.kind) {
    case 'digit':
      return `digit ${judgement.digit}`;
    case 'unsure':
      return `unsure ${[...judgement.digits].sort().join(' ')}`;
    case 'blank':
    case 'notADigit':
    case 'unfinished':
      return judgement.kind;
    default:
      return judgement satisfies never;
  }
}
