import type { StoryMoment } from './story-at.ts';

/** An act of a step of learning: a wave that goes forward from the pixels, or back from the outputs. */
export interface ActRun {
  readonly way: 'forward' | 'back';
  /** Its begin, as given by the clock. */
  readonly startMs: number;
}

/** How long each act takes, milliseconds. */
export const ACT_MS = 400;
/** How far beyond the first and the last layer a wave is no longer seen, in layers. */
const BEYOND = 0.3;

/**
 * A moment of an act.
 * @param ms since its begin
 * @returns undefined when it is over
 */
export function actAt({ way }: ActRun, ms: number, denseLayers: number): StoryMoment | undefined {
  if (ms >= ACT_MS) return undefined;
  const t = Math.max(0, ms) / ACT_MS;
  const eased = t * t * (3 - 2 * t);
  const share = way === 'forward' ? eased : 1 - eased;
  return {
    // What goes forward comes out of the dark; what comes back passes over what is there.
    dusk: way === 'forward' ? 1 - eased : 0,
    rise: 1,
    passed: share * (denseLayers + 2 * BEYOND) - BEYOND,
    growth: Array.from({ length: denseLayers }, () => 1),
    bloom: way === 'forward' ? eased : 1,
  };
}
