/** Frames further apart than this belong to different motions, milliseconds. */
const LONGEST_GAP_MS = 250;
/** The rate is that of the last second. */
const WINDOW_MS = 1000;

/** The rate of the frames that are drawn. */
export class FrameRate {
  private times: number[] = [];

  /** Records the start of a frame, in milliseconds of a monotonic clock. */
  add(atMs: number): void {
    const last = this.times.at(-1);
    if (last !== undefined && atMs - last > LONGEST_GAP_MS) this.times = [];
    this.times = [...this.times.filter((time) => time >= atMs - WINDOW_MS), atMs];
  }

  /** Frames per second of the last motion; undefined for a single frame. */
  get perSecond(): number | undefined {
    const [first = 0] = this.times;
    const last = this.times.at(-1) ?? first;
    if (last === first) return undefined;
    return ((this.times.length - 1) * 1000) / (last - first);
  }
}
