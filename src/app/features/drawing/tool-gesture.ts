import type { Brush, Drawing, InkPoint } from '#model';
import type { DrawingCommand } from './drawing-command.ts';
import type { DrawingTool } from './drawing-tool.ts';

/** The eraser's radius as a share of the brush's size, and its least radius: small ones are hard to aim. */
const ERASER_SHARE = 0.75;
const SMALLEST_ERASER = 1.2;

/** Radius of the eraser that goes with a brush, pad units. */
export function eraserRadius({ size }: Brush): number {
  return Math.max(SMALLEST_ERASER, size * ERASER_SHARE);
}

/** Where a gesture sends its commands; `DrawingStore` is one. */
interface CommandTarget {
  readonly drawing: () => Drawing;
  dispatch(command: DrawingCommand): void;
}

/** One gesture with the pen or the eraser, from touching the paper to leaving it, turned into commands. */
export class ToolGesture {
  private readonly target: CommandTarget;
  private readonly tool: DrawingTool;
  private readonly brush: Brush;
  /** The drawing that the next points continue; when the paper shows another one, they start a new change. */
  private continued: Drawing | undefined;
  /** The drawing after this gesture's last change. Unlike `continued`, it survives `breakLine`. */
  private lastResult: Drawing | undefined;
  private lastPoint: InkPoint | undefined;
  /** How many of the last changes this gesture made, as long as the paper shows `lastResult`. */
  private changes = 0;

  constructor(target: CommandTarget, tool: DrawingTool, brush: Brush) {
    this.target = target;
    this.tool = tool;
    this.brush = brush;
  }

  /** Draws or erases along further points. */
  extend(points: readonly InkPoint[]): void {
    if (this.tool === 'pen') this.draw(points);
    else this.erase(points);
    this.lastPoint = points.at(-1) ?? this.lastPoint;
  }

  /** Starts a new line at the next point: after the paper has moved, no line joins the two. */
  breakLine(): void {
    this.continued = undefined;
    this.lastPoint = undefined;
  }

  /** Undoes this gesture's changes for good; does nothing when something else has changed the drawing since. */
  revert(): void {
    const changes = this.target.drawing() === this.lastResult ? this.changes : 0;
    this.target.dispatch({ kind: 'drop', changes });
    this.changes = 0;
  }

  private draw(points: readonly InkPoint[]): void {
    const [point, ...rest] = points;
    if (!point) return;
    const before = this.target.drawing();
    if (before === this.continued) {
      this.target.dispatch({ kind: 'extend', points });
    } else {
      this.countChange(before);
      this.target.dispatch({ kind: 'begin', point, brush: this.brush });
      this.target.dispatch({ kind: 'extend', points: rest });
    }
    this.continued = this.lastResult = this.target.drawing();
  }

  private erase(points: readonly InkPoint[]): void {
    let from = this.lastPoint;
    const radius = eraserRadius(this.brush);
    for (const to of points) {
      const before = this.target.drawing();
      const isGoingOn = before === this.continued;
      const wipe = { from: from ?? to, to, radius };
      this.target.dispatch({ kind: 'erase', wipe, isGoingOn });
      const after = this.target.drawing();
      if (after !== before) {
        if (!isGoingOn) this.countChange(before);
        this.continued = this.lastResult = after;
      }
      from = to;
    }
  }

  private countChange(before: Drawing): void {
    this.changes = before === this.lastResult ? this.changes + 1 : 1;
  }
}
