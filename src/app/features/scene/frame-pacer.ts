import type { Clock } from '../../platform/clock.ts';
import { PixelRatioGovernor } from './pixel-ratio-governor.ts';

/** What draws the frames. */
export interface FramePainter {
  /** Whether the last frame is still unfinished. */
  isBusy(): boolean;
  /**
   * Draws a frame.
   * @param stepMs time since the last frame of the same motion; 0 for its first frame
   * @param pixelRatio drawing-buffer pixels per CSS pixel
   * @returns whether the picture is still moving
   */
  draw(stepMs: number, nowMs: number, pixelRatio: number): boolean;
}

/**
 * How long nothing must move before a picture drawn at reduced resolution is redrawn at full resolution. Longer
 * than the pause between two strokes, because enlarging the canvas takes the browser some time.
 */
const REST_MS = 800;
/** If enlarging the canvas blocks the page for longer than this, it is not tried again. */
const MAX_RESIZE_MS = 30;

/**
 * Draws only on request, never before the last frame is finished, and at a lower resolution when frames are
 * slow.
 */
export class FramePacer {
  private readonly clock: Clock;
  private readonly painter: FramePainter;
  private readonly governor = new PixelRatioGovernor();
  private handle: number | undefined;
  private cancelSharpFrame: (() => void) | undefined;
  private isDirty = false;
  private isMoving = false;
  private isAtRest = false;
  private isHeld = false;
  /** False once enlarging the canvas has blocked the page for too long. */
  private isSharpAtRest = true;
  /** When the unfinished frame was started. */
  private startedMs: number | undefined;
  private lastMs = 0;

  constructor(clock: Clock, painter: FramePainter) {
    this.clock = clock;
    this.painter = painter;
  }

  /** Requests a frame; several requests before it is drawn make one frame. */
  request(): void {
    this.isDirty = true;
    if (!this.isHeld) this.schedule();
  }

  /** Frames that are requested while nobody sees them wait, and make one frame then. */
  setHeld(isHeld: boolean): void {
    this.isHeld = isHeld;
    if (!isHeld && this.isDirty) this.schedule();
  }

  stop(): void {
    this.cancelSharpFrame?.();
    if (this.handle !== undefined) this.clock.cancelFrame(this.handle);
  }

  private schedule(): void {
    this.handle ??= this.clock.requestFrame(this.step);
  }

  private readonly step = (nowMs: number): void => {
    this.handle = undefined;
    if (this.painter.isBusy()) {
      this.schedule();
      return;
    }
    if (this.startedMs !== undefined) this.governor.observe(nowMs - this.startedMs);
    this.startedMs = undefined;
    if (this.isDirty && !this.isHeld) this.draw(nowMs);
  };

  private draw(nowMs: number): void {
    const { clock, painter, governor, isAtRest } = this;
    const stepMs = this.isMoving ? nowMs - this.lastMs : 0;
    const beforeMs = clock.now();
    const isMoving = painter.draw(stepMs, nowMs, governor.ratio(devicePixelRatio, isAtRest));
    if (isAtRest && clock.now() - beforeMs > MAX_RESIZE_MS) this.isSharpAtRest = false;
    this.isDirty = this.isMoving = isMoving;
    this.lastMs = nowMs;
    // A full-resolution frame at rest is slow; it must not count as a slow frame of a motion.
    this.startedMs = isAtRest ? undefined : nowMs;
    this.isAtRest = false;
    this.cancelSharpFrame?.();
    if (this.isSharpAtRest && !isMoving && !isAtRest && governor.isLowered) {
      this.cancelSharpFrame = clock.after(REST_MS, () => {
        this.isAtRest = true;
        this.request();
      });
    }
    this.schedule();
  }
}
