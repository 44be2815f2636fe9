import type { Lens } from './lens.ts';

/** How long a lens takes to appear or to go, milliseconds. */
const FADE_MS = 120;

/** The lens from frame to frame: it appears and goes softly, and changes at once from one neuron to the next. */
export class LensFade {
  private wanted: Lens | undefined;
  private current: Lens | undefined;
  private currentShare = 0;

  /** The lens in the picture; one that is going stays until it is gone. */
  get lens(): Lens | undefined {
    return this.current;
  }

  /** How much of it the last frame showed, 0 to 1. */
  get share(): number {
    return this.currentShare;
  }

  /** Sets what shall be shown; undefined for nothing. */
  show(lens: Lens | undefined): void {
    this.wanted = lens;
  }

  /**
   * @param stepMs time since the last frame
   * @returns whether it is still fading
   */
  step(stepMs: number, isMotionReduced: boolean): boolean {
    const { wanted } = this;
    const goal = wanted ? 1 : 0;
    const step = isMotionReduced ? 1 : stepMs / FADE_MS;
    const way = goal - this.currentShare;
    this.currentShare += Math.sign(way) * Math.min(Math.abs(way), step);
    if (wanted) this.current = wanted;
    else if (this.currentShare === 0) this.current = undefined;
    return this.currentShare !== goal;
  }
}
