import { letOthersRun } from './waiting.ts';

/** Work done step by step: between two steps it can be left for a while, or for good. */
export type Steps<T> = Generator<void, T, void>;

/** How long work may keep the thread to itself. */
const TURN_MS = 25;

/** What `inTurns` needs of the world; replaced in specs. */
export interface TurnClock {
  /** Milliseconds. */
  readonly now: () => number;
  readonly letOthersRun: () => Promise<void>;
  /** How long work may keep the thread to itself; 25 ms unless given. */
  readonly turnMs?: number;
}

/** Does all of the work before anything else happens. */
export function atOnce<T>(steps: Steps<T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/**
 * Does the work with a turn for the event loop every 25 ms: Ctrl-C, signals and messages arrive there.
 * @throws the signal's reason when aborted, in the work, which can tidy up
 */
export async function inTurns<T>(
  steps: Steps<T>,
  signal?: AbortSignal,
  { now, letOthersRun: turn, turnMs = TURN_MS }: TurnClock = {
    now: () => performance.now(),
    letOthersRun,
  },
): Promise<T> {
  let started = now();
  for (;;) {
    const step = signal?.aborted ? steps.throw(signal.reason) : steps.next();
    if (step.done) return step.value;
    if (now() - started < turnMs) continue;
    await turn();
    started = now();
  }
}
