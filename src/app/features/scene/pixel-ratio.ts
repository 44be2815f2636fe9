/** Frames that take longer are slow, milliseconds. */
const SLOW_MS = 40;
const FAST_MS = 20;
/** So many slow frames in a row lower the ratio, so many fast ones raise it again. */
const PATIENCE = 4;
const CONFIDENCE = 90;
/** Part of the pixels a side that is left then; one step, as each change makes the canvas anew. */
const LOWERED = 0.6;
/** More than this many pixels a CSS pixel no eye sees here. */
const LARGEST_RATIO = 2;

/** Lowers the number of pixels where frames are slow, and raises it where there is time to spare. */
export class PixelRatioGovernor {
  private lowered = false;
  private slow = 0;
  private fast = 0;

  /** Whether moving pictures have fewer pixels than still ones. */
  get isLowered(): boolean {
    return this.lowered;
  }

  /** Pixels of the drawing buffer a CSS pixel; pictures that stand still are sharp. */
  ratio(devicePixelRatio: number, isStill = false): number {
    const part = this.lowered && !isStill ? LOWERED : 1;
    return Math.min(LARGEST_RATIO, devicePixelRatio) * part;
  }

  /** Takes how long a frame took from its beginning until the GPU had finished it. */
  observe(frameMs: number): void {
    this.slow = frameMs > SLOW_MS ? this.slow + 1 : 0;
    this.fast = frameMs < FAST_MS ? this.fast + 1 : 0;
    if (this.slow >= PATIENCE) this.lowered = true;
    else if (this.fast >= CONFIDENCE) this.lowered = false;
  }
}
