import type { LearningRateSchedule } from './recipe.ts';

/**
 * The learning rate of a step.
 * @param step steps taken before this one
 * @param totalSteps steps of the whole run
 * @param cos a cosine that gives the same bits on every machine
 */
export function learningRateAt(
  step: number,
  totalSteps: number,
  peak: number,
  schedule: LearningRateSchedule,
  cos: (x: number) => number,
): number {
  switch (schedule.kind) {
    case 'constant':
      return peak;
    case 'cosine': {
      const { warmupSteps, finalFactor } = schedule;
      if (step < warmupSteps) return (peak * (step + 1)) / warmupSteps;
      const decaySteps = Math.max(1, totalSteps - warmupSteps);
      const progress = Math.min(1, (step - warmupSteps) / decaySteps);
      // Half a cosine from 1 to finalFactor (SGDR without restarts, Loshchilov & Hutter 2017).
      return peak * (finalFactor + ((1 - finalFactor) * (1 + cos(Math.PI * progress))) / 2);
    }
    default:
      return schedule satisfies never;
  }
}
