/** Frames further apart than this belong to different motions, milliseconds. */
const LONGEST_GAP_MS = 250;
/** The rate is that of the last second. */
const WINDOW_MS = 1000;

/** How fast frames that are drawn anyway follow each other. */
export class FrameRate {
  private times: number[] = [];

  /** Notes that a frame was begun; milliseconds of any clock that does not go back. */
  add(atMs: number): void {
    const last = this.times.at(-1);
    if (last !== undefined && atMs - last > LONGEST_GAP_MS) this.times = [];
    this.times = [...this.times.filter((time) => time >= atMs - WINDOW_MS), atMs];
  }

  /** Frames a second in the motion that was last; undefined as long as it is one frame alone. */
  get perSecond(): number | undefined {
    const [first, last] = [this.times[0], this.times.at(-1)];
    if (first === undefined || last === undefined || last === first) return undefined;
    return ((this.times.length - 1) * 1000) / (last - first);
  }
}
