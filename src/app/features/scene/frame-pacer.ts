import type { Clock } from '../../platform/clock.ts';
import { PixelRatioGovernor } from './pixel-ratio-governor.ts';

/** Who draws the frames. */
export interface FramePainter {
  /** Whether the last frame is not finished yet. */
  isBusy(): boolean;
  /**
   * Draws a frame.
   * @param stepMs since the last frame of the same motion; 0 for a first
   * @param pixelRatio pixels of the drawing buffer a CSS pixel
   * @returns whether the picture moves on
   */
  draw(stepMs: number, nowMs: number, pixelRatio: number): boolean;
}

/**
 * How long nothing moves before a picture that was drawn with fewer pixels is drawn sharp: longer than a
 * hand rests between two strokes, as the browser takes its time to make the canvas larger.
 */
const REST_MS = 800;
/** Where that keeps the page longer than this, it is done once and never again. */
const MAX_RESIZE_MS = 30;

/**
 * Draws when asked and only then, never before the last frame is finished, with fewer pixels where
 * frames take long.
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
  /** Off where making the canvas larger takes the page's time. */
  private isSharpAtRest = true;
  /** When the frame was begun that is not yet seen to be finished. */
  private startedMs: number | undefined;
  private lastMs = 0;

  constructor(clock: Clock, painter: FramePainter) {
    this.clock = clock;
    this.painter = painter;
  }

  /** Has a frame drawn, soon and once, however often it is asked for. */
  request(): void {
    this.isDirty = true;
    this.schedule();
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
    if (this.isDirty) this.draw(nowMs);
  };

  private draw(nowMs: number): void {
    const { clock, painter, governor, isAtRest } = this;
    const stepMs = this.isMoving ? nowMs - this.lastMs : 0;
    const beforeMs = clock.now();
    const isMoving = painter.draw(stepMs, nowMs, governor.ratio(devicePixelRatio, isAtRest));
    if (isAtRest && clock.now() - beforeMs > MAX_RESIZE_MS) this.isSharpAtRest = false;
    this.isDirty = this.isMoving = isMoving;
    this.lastMs = nowMs;
    // A sharp picture at rest takes its time: that says nothing about motion.
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
