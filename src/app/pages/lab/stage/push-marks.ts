import type { StepStory } from '../../../network/lab/shared/step-story.ts';

/** What pushes an output. */
export interface PushMark {
  readonly digit: number;
  /** Its size, without a sign. */
  readonly push: number;
  readonly isUp: boolean;
  /** Its size relative to the largest, 0..1. */
  readonly share: number;
}

/** What two decimals show as nothing is not shown. */
const LEAST = 0.005;

/** The marks of a step's error, from the first output down. */
export function pushMarks({ pushes }: Pick<StepStory, 'pushes'>): PushMark[] {
  const values = Array.from(pushes.at(-1) ?? []);
  const most = Math.max(LEAST, ...values.map(Math.abs));
  return values.flatMap((value, digit) => {
    const push = Math.abs(value);
    if (push < LEAST) return [];
    return [{ digit, push, isUp: value > 0, share: push / most }];
  });
}
