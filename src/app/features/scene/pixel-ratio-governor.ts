/** Frames that take longer are slow, milliseconds. */
const SLOW_MS = 40;
const FAST_MS = 20;
/** So many slow frames in a row lower the ratio, so many fast ones raise it again. */
const SLOW_FRAMES_TO_LOWER = 4;
const FAST_FRAMES_TO_RAISE = 90;
/** Part of the pixels a side that is left then; one step, as each change makes the canvas anew. */
const LOWERED_FACTOR = 0.6;
/** More than this many pixels a CSS pixel no eye sees here. */
const MAX_RATIO = 2;

/** Lowers the number of pixels where frames are slow, and raises it where there is time to spare. */
export class PixelRatioGovernor {
  private lowered = false;
  private slowInARow = 0;
  private fastInARow = 0;

  /** Whether moving pictures have fewer pixels than still ones. */
  get isLowered(): boolean {
    return this.lowered;
  }

  /** Pixels of the drawing buffer a CSS pixel; pictures that stand still are sharp. */
  ratio(devicePixelRatio: number, isStill = false): number {
    const factor = this.lowered && !isStill ? LOWERED_FACTOR : 1;
    return Math.min(MAX_RATIO, devicePixelRatio) * factor;
  }

  /** Takes how long a frame took from its beginning until the GPU had finished it. */
  observe(frameMs: number): void {
    this.slowInARow = frameMs > SLOW_MS ? this.slowInARow + 1 : 0;
    this.fastInARow = frameMs < FAST_MS ? this.fastInARow + 1 : 0;
    if (this.slowInARow >= SLOW_FRAMES_TO_LOWER) this.lowered = true;
    else if (this.fastInARow >= FAST_FRAMES_TO_RAISE) this.lowered = false;
  }
}
