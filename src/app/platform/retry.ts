import type { Clock } from './clock.ts';

const FIRST_DELAY_MS = 1000;
const LONGEST_DELAY_MS = 30_000;

/** Delay before the next attempt: doubles from one second up to half a minute. */
function retryDelayMs(failures: number): number {
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (failures - 1));
}

/** Repeats an attempt with growing delays until it succeeds. */
export class Retry {
  private readonly clock: Pick<Clock, 'after'>;
  private readonly attempt: () => void;
  private failures = 0;
  private cancel: (() => void) | undefined;

  constructor(clock: Pick<Clock, 'after'>, attempt: () => void) {
    this.clock = clock;
    this.attempt = attempt;
  }

  /** Schedules another attempt after a failure; the delay grows with each one. */
  scheduleNext(): void {
    this.failures += 1;
    this.cancel?.();
    this.cancel = this.clock.after(retryDelayMs(this.failures), this.attempt);
  }

  /** Cancels the scheduled attempt and starts counting failures from zero. */
  reset(): void {
    this.failures = 0;
    this.cancel?.();
    this.cancel = undefined;
  }
}
