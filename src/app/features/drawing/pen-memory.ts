import type { Clock } from '../../platform/clock.ts';

/** So long without the pen, and someone else may have the tablet, milliseconds. */
const FORGOTTEN_AFTER_MS = 5 * 60_000;
/** A hand lies down before the pen that it holds: for so long a touch may be one. */
const HAND_COMES_FIRST_MS = 700;

/**
 * Whether touches on the paper are the hand that holds a pen, and whether to tell so: a finger that is ignored
 * has to know why. Nothing is told of a hand that a pen comes with.
 */
export class PenMemory {
  private readonly clock: Clock;
  private readonly onChange: (isIgnoring: boolean) => void;
  private usedAt: number | undefined;
  private cancelTimer: (() => void) | undefined;
  private isReported = false;

  /** @param onChange called with `true` once a finger was ignored, with `false` once that is over */
  constructor(clock: Clock, onChange: (isIgnoring: boolean) => void) {
    this.clock = clock;
    this.onChange = onChange;
  }

  /** The pen draws. */
  draws(): void {
    this.usedAt = this.clock.wallTime();
    this.report(false);
  }

  /** The pen is over the paper, which is no use of it unless it was used before. */
  hovers(): void {
    if (this.usedAt === undefined) return;
    this.usedAt = this.clock.wallTime();
    this.report(this.isReported);
  }

  /**
   * A touch came down.
   * @param isPenDown whether the pen draws at this moment: then nothing has to be told
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

  /** From here on touches draw, until a pen does. */
  forget(): void {
    this.usedAt = undefined;
    this.report(false);
  }

  /** How long the pen will be remembered; 0 or less when it is not. A clock that was put back proves nothing. */
  private remainingMs(): number {
    const passed = this.clock.wallTime() - (this.usedAt ?? -Infinity);
    return passed < 0 ? 0 : FORGOTTEN_AFTER_MS - passed;
  }

  private report(isReported: boolean): void {
    this.cancelTimer?.();
    // What is told holds only as long as it is so.
    this.cancelTimer = isReported
      ? this.clock.after(this.remainingMs(), () => {
          this.forget();
        })
      : undefined;
    if (isReported !== this.isReported) this.onChange(isReported);
    this.isReported = isReported;
  }
}
