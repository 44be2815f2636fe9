/** The last stretch of a run that tells its speed. */
const WINDOW_MS = 10_000;

interface Moment {
  readonly ms: number;
  readonly images: number;
}

/** How fast a run is now, over its last ten seconds: what came before the first image does not count. */
export class RecentSpeed {
  private moments: readonly Moment[] = [];

  /** Takes down that so many images had been seen at a time in milliseconds. */
  add(ms: number, images: number): void {
    const moments = [...this.moments, { ms, images }];
    // The first that stays is the last one from before the window, so that all of it is covered.
    const start = moments.findLastIndex((moment) => moment.ms <= ms - WINDOW_MS);
    this.moments = moments.slice(Math.max(0, start));
  }

  /** Images a second; undefined until some were seen in some time. */
  get imagesPerSecond(): number | undefined {
    const [first, last] = [this.moments[0], this.moments.at(-1)];
    if (!first || !last || last.ms <= first.ms || last.images <= first.images) return undefined;
    return (last.images - first.images) / ((last.ms - first.ms) / 1000);
  }
}
