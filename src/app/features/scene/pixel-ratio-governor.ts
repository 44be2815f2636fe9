/** Frames longer than the first are slow, shorter than the second fast; milliseconds. */
const SLOW_MS = 40;
const FAST_MS = 20;
/** How many slow frames in a row lower the ratio, and how many fast ones raise it again. */
const SLOW_FRAMES_TO_LOWER = 4;
const FAST_FRAMES_TO_RAISE = 90;
/** What the lowered ratio is multiplied by; a single step, because each change reallocates the canvas. */
const LOWERED_FACTOR = 0.6;
/** Higher ratios make no visible difference here. */
const MAX_RATIO = 2;

/** Lowers the resolution when frames are slow, and restores it when there is time to spare. */
export class PixelRatioGovernor {
  private lowered = false;
  private slowInARow = 0;
  private fastInARow = 0;

  /** Whether moving pictures are drawn at a lower resolution than still ones. */
  get isLowered(): boolean {
    return this.lowered;
  }

  /** Drawing-buffer pixels per CSS pixel; still pictures always get the full resolution. */
  ratio(devicePixelRatio: number, isStill = false): number {
    const factor = this.lowered && !isStill ? LOWERED_FACTOR : 1;
    return Math.min(MAX_RATIO, devicePixelRatio) * factor;
  }

  /** Records how long a frame took from its start until the GPU had finished it. */
  observe(frameMs: number): void {
    this.slowInARow = frameMs > SLOW_MS ? this.slowInARow + 1 : 0;
    this.fastInARow = frameMs < FAST_MS ? this.fastInARow + 1 : 0;
    if (this.slowInARow >= SLOW_FRAMES_TO_LOWER) this.lowered = true;
    else if (this.fastInARow >= FAST_FRAMES_TO_RAISE) this.lowered = false;
  }
}
