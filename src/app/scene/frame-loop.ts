/** Calls back once a frame of the screen, from a request until the callback has nothing left to do. */
export class FrameLoop {
  private handle: number | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  private readonly step: (nowMs: number) => boolean;

  /** @param step does a frame's work; returns whether there is more to do next frame */
  constructor(step: (nowMs: number) => boolean) {
    this.step = step;
  }

  /** Has the next frame worked on, once, however often it is asked for. */
  request(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.handle ??= requestAnimationFrame((now) => {
      this.handle = undefined;
      if (this.step(now)) this.request();
    });
  }

  /** As `request`, but not before a while, unless that is asked for in the meantime. */
  requestAfter(delayMs: number): void {
    this.timer ??= setTimeout(() => {
      this.request();
    }, delayMs);
  }

  stop(): void {
    clearTimeout(this.timer);
    if (this.handle !== undefined) cancelAnimationFrame(this.handle);
    this.handle = undefined;
  }
}
