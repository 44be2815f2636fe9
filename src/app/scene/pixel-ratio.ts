/** Frames of an animation that take longer are slow, milliseconds. */
const SLOW_MS = 40;
const FAST_MS = 20;
/** So many slow frames in a row lower the ratio, so many fast ones raise it. */
const PATIENCE = 4;
const CONFIDENCE = 90;
const STEPS = [1, 0.75, 0.5] as const;
/** More than this many pixels a CSS pixel no eye sees here. */
const LARGEST_RATIO = 2;

/** Lowers the number of pixels where frames are slow, and raises it where there is time to spare. */
export class PixelRatioGovernor {
  private step = 0;
  private slow = 0;
  private fast = 0;

  /** Whether moving pictures have fewer pixels than still ones. */
  get isLowered(): boolean {
    return this.step > 0;
  }

  /** Pixels of the drawing buffer a CSS pixel; pictures that stand still are sharp. */
  ratio(devicePixelRatio: number, isStill = false): number {
    const step = isStill ? 1 : (STEPS[this.step] ?? 1);
    return Math.min(LARGEST_RATIO, devicePixelRatio) * step;
  }

  /** Takes the time between two frames of one animation. */
  observe(frameMs: number): void {
    this.slow = frameMs > SLOW_MS ? this.slow + 1 : 0;
    this.fast = frameMs < FAST_MS ? this.fast + 1 : 0;
    if (this.slow >= PATIENCE && this.step < STEPS.length - 1) this.moveTo(this.step + 1);
    if (this.fast >= CONFIDENCE && this.step > 0) this.moveTo(this.step - 1);
  }

  private moveTo(step: number): void {
    this.step = step;
    this.slow = 0;
    this.fast = 0;
  }
}
