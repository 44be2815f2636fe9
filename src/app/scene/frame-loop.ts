/** Draws when asked, once a frame of the screen, and goes on only as long as the picture moves. */
export class FrameLoop {
  private handle: number | undefined;
  private lastMs: number | undefined;

  private readonly draw: (stepMs: number, nowMs: number) => boolean;

  /**
   * @param draw draws a frame; `stepMs` is the time since the last one of the same motion, 0 for a first.
   *   Returns whether the picture moves on.
   */
  constructor(draw: (stepMs: number, nowMs: number) => boolean) {
    this.draw = draw;
  }

  /** Has a frame drawn, soon and once, however often it is asked for. */
  request(): void {
    this.handle ??= requestAnimationFrame((now) => {
      this.handle = undefined;
      const step = this.lastMs === undefined ? 0 : now - this.lastMs;
      const isMoving = this.draw(step, now);
      this.lastMs = isMoving ? now : undefined;
      if (isMoving) this.request();
    });
  }

  stop(): void {
    if (this.handle !== undefined) cancelAnimationFrame(this.handle);
    this.handle = undefined;
  }
}
