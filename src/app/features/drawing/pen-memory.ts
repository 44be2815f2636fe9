import type { Clock } from '../../platform/clock.ts';

/** After this long without the pen, somebody else may be using the tablet. */
const FORGOTTEN_AFTER_MS = 5 * 60_000;
/** A hand touches the paper before the pen that it holds: a touch this long before the pen may be that hand. */
const HAND_COMES_FIRST_MS = 700;

/**
 * Decides whether touches on the paper are the hand that holds a pen, and reports when the user needs an
 * explanation because a finger was ignored. A hand whose pen follows needs none.
 */
export class PenMemory {
  private readonly clock: Clock;
  private readonly onChange: (isIgnoring: boolean) => void;
  private usedAt: number | undefined;
  private cancelTimer: (() => void) | undefined;
  private isReported = false;

  /** @param onChange called with `true` when a finger is ignored, with `false` when that ends */
  constructor(clock: Clock, onChange: (isIgnoring: boolean) => void) {
    this.clock = clock;
    this.onChange = onChange;
  }

  /** To be called when the pen draws. */
  draws(): void {
    this.usedAt = this.clock.wallTime();
    this.report(false);
  }

  /** To be called when the pen hovers; this counts only if the pen has drawn before. */
  hovers(): void {
    if (this.usedAt === undefined) return;
    this.usedAt = this.clock.wallTime();
    this.report(this.isReported);
  }

  /**
   * To be called when a touch goes down.
   * @param isPenDown whether the pen is drawing: then the user needs no explanation
   * @returns whether it is to be ignored
   */
  ignoresTouch(isPenDown: boolean): boolean {
    if (this.remainingMs() <= 0) {
      this.forget();
      return false;
    }
    if (!isPenDown && !this.cancelTimer) {
      this.cancelTimer = this.clock.after(HAND_COMES_FIRST_MS, () => {
        this.report(true);
      });
    }
    return true;
  }

  /** Lets touches draw until a pen is used again. */
  forget(): void {
    this.usedAt = undefined;
    this.report(false);
  }

  /** How long the pen is still remembered; 0 or less when it is not. Also 0 when the clock was set back. */
  private remainingMs(): number {
    const passed = this.clock.wallTime() - (this.usedAt ?? -Infinity);
    return passed < 0 ? 0 : FORGOTTEN_AFTER_MS - passed;
  }

  private report(isReported: boolean): void {
    this.cancelTimer?.();
    // The report is withdrawn when the pen is forgotten.
    this.cancelTimer = isReported
      ? this.clock.after(this.remainingMs(), () => {
          this.forget();
        })
      : undefined;
    if (isReported !== this.isReported) this.onChange(isReported);
    this.isReported = isReported;
  }
}
