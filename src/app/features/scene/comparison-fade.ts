/** How long what has changed takes to come in place of the weights, milliseconds. */
const FADE_MS = 400;

/** From weights to what has changed in them, frame by frame: slowly at both ends. */
export class ComparisonFade {
  private isWanted = false;
  private way = 0;

  /** How far what has changed is shown, 0 to 1. */
  get share(): number {
    return this.way * this.way * (3 - 2 * this.way);
  }

  /** Sets whether what has changed shall be shown. */
  show(isWanted: boolean): void {
    this.isWanted = isWanted;
  }

  /**
   * @param stepMs time since the last frame
   * @returns whether it is still fading
   */
  step(stepMs: number, isMotionReduced: boolean): boolean {
    const goal = this.isWanted ? 1 : 0;
    const step = isMotionReduced ? 1 : stepMs / FADE_MS;
    const left = goal - this.way;
    this.way += Math.sign(left) * Math.min(Math.abs(left), step);
    return this.way !== goal;
  }
}
