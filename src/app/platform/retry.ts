import type { Clock } from './clock.ts';

const FIRST_DELAY_MS = 1000;
const LONGEST_DELAY_MS = 30_000;

/** How long to wait before another attempt: doubles from a second to half a minute. */
function retryDelayMs(failures: number): number {
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (failures - 1));
}

/** One thing that is tried again and again, ever more slowly, until it succeeds. */
export class Retry {
  private readonly clock: Pick<Clock, 'after'>;
  private readonly attempt: () => void;
  private failures = 0;
  private cancel: (() => void) | undefined;

  constructor(clock: Pick<Clock, 'after'>, attempt: () => void) {
    this.clock = clock;
    this.attempt = attempt;
  }

  /** Another attempt after a while; longer after each failure. */
  scheduleNext(): void {
    this.failures += 1;
    this.cancel?.();
    this.cancel = this.clock.after(retryDelayMs(this.failures), this.attempt);
  }

  /** Nothing to try any more, or something else: the next failure is the first one. */
  reset(): void {
    this.failures = 0;
    this.cancel?.();
    this.cancel = undefined;
  }
}
